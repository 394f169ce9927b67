import { createElement } from 'lwc';
import KithSocialPanel from 'c/kithSocialPanel';
import peopleAround from '@salesforce/apex/KithPeople.around';
import readStored from '@salesforce/apex/KithStoredRecord.read';
import readLive from '@salesforce/apex/KithLiveRecord.read';
import refreshLive from '@salesforce/apex/KithLiveRecord.refresh';

jest.mock(
  '@salesforce/apex/KithPeople.around',
  () => ({ default: require('@salesforce/sfdx-lwc-jest').createApexTestWireAdapter(jest.fn()) }),
  { virtual: true },
);
jest.mock(
  '@salesforce/apex/KithStoredRecord.read',
  () => ({ default: require('@salesforce/sfdx-lwc-jest').createApexTestWireAdapter(jest.fn()) }),
  { virtual: true },
);
jest.mock('@salesforce/apex/KithLiveRecord.read', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/KithLiveRecord.refresh', () => ({ default: jest.fn() }), { virtual: true });

const ADA = '003000000000001AAA';
const BOB = '003000000000002AAA';
const STORED = {
  contact: { id: ADA, name: 'Ada Example' },
  headlines: [{ about: 'who', text: 'Weaves algebraic patterns.', sources: [] }],
  profiles: [],
  suggestions: [],
  refused: [],
  conversations: [],
  asksLive: true,
};
const EMPTY = { ...STORED, headlines: [] };
const LIVE = { contact: { id: ADA }, headlines: [{ about: 'who', text: 'Works at Contoso.', sources: [] }] };

const settled = async () => {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
};

const opened = (objectApiName = 'Contact', recordId = ADA) => {
  const panel = createElement('c-kith-social-panel', { is: KithSocialPanel });
  Object.assign(panel, { recordId, objectApiName });
  document.body.appendChild(panel);
  return panel;
};

const within = (panel, name) => panel.shadowRoot.querySelector(name);
const shown = (panel) => within(panel, 'c-kith-record-view');

describe('the social panel', () => {
  beforeEach(() => {
    readLive.mockResolvedValue({ status: 200, body: JSON.stringify(LIVE) });
    refreshLive.mockResolvedValue({ status: 202, body: '' });
  });

  afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
  });

  it('says that it looks while nothing is known', async () => {
    const panel = opened();
    await settled();
    expect(within(panel, 'lightning-spinner')).not.toBeNull();
  });

  it('shows what the org stores at once, and what Kith says when it arrives', async () => {
    let answer;
    readLive.mockReturnValue(new Promise((resolve) => (answer = resolve)));
    const panel = opened();
    readStored.emit(STORED);
    await settled();
    expect(shown(panel).record.headlines[0].text).toBe('Weaves algebraic patterns.');

    answer({ status: 200, body: JSON.stringify(LIVE) });
    await settled();
    expect(shown(panel).record.headlines[0].text).toBe('Works at Contoso.');
    expect(shown(panel).trouble).toBeUndefined();
  });

  it('keeps what is stored when Kith is not reached, and says so', async () => {
    readLive.mockResolvedValue({ status: 0, body: '' });
    const panel = opened();
    readStored.emit(STORED);
    await settled();
    expect(shown(panel).record.headlines).toHaveLength(1);
    expect(shown(panel).trouble.kind).toBe('notReached');
  });

  it('offers to ask for somebody whom Kith does not know', async () => {
    readLive.mockResolvedValue({ status: 404, body: '{"detail":"There is no such contact here."}' });
    const panel = opened();
    readStored.emit(EMPTY);
    await settled();
    const none = within(panel, 'c-kith-no-record');
    expect(none.mayAsk).toBe(true);
    expect(none.says).toBe('There is no such contact here.');

    none.dispatchEvent(new CustomEvent('asknetworks', { bubbles: true }));
    await settled();
    expect(refreshLive).toHaveBeenCalledWith({ personId: ADA });
  });

  it('asks nothing where the org has switched that off', async () => {
    const panel = opened();
    readStored.emit({ ...STORED, asksLive: false });
    await settled();
    expect(readLive).not.toHaveBeenCalled();
    expect(shown(panel)).not.toBeNull();
  });

  it('says who can help where the user may not see it', async () => {
    const panel = opened();
    readStored.error({ message: 'no access' });
    await settled();
    expect(within(panel, 'c-kith-no-record').heading).toBe('c.Kith_Not_Permitted_Title');
  });

  it('lets the viewer choose among the people of an account', async () => {
    const panel = opened('Account', '001000000000001AAA');
    peopleAround.emit([
      { id: ADA, name: 'Ada' },
      { id: BOB, name: 'Bob' },
    ]);
    await settled();
    within(panel, 'c-kith-people').dispatchEvent(new CustomEvent('choose', { detail: BOB }));
    await settled();
    expect(readStored.getLastConfig()).toEqual({ personId: BOB });
  });

  it('drops the answer about somebody who is no longer chosen', async () => {
    let answer;
    readLive.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
    const panel = opened('Account', '001000000000001AAA');
    peopleAround.emit([
      { id: ADA, name: 'Ada' },
      { id: BOB, name: 'Bob' },
    ]);
    await settled();
    readStored.emit(STORED);
    within(panel, 'c-kith-people').dispatchEvent(new CustomEvent('choose', { detail: BOB }));
    await settled();
    answer({ status: 200, body: JSON.stringify(LIVE) });
    await settled();
    expect(shown(panel)).toBeNull();
  });

  it('says so where an account has nobody', async () => {
    const panel = opened('Account', '001000000000001AAA');
    peopleAround.emit([]);
    await settled();
    expect(within(panel, 'c-kith-no-record').heading).toBe('c.Kith_No_Person_Title');
  });
});
