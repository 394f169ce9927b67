import { createElement } from 'lwc';
import KithConsent from 'c/kithConsent';
import consentLive from '@salesforce/apex/KithLiveRecord.consent';
import withdrawLive from '@salesforce/apex/KithLiveRecord.withdraw';

jest.mock('@salesforce/apex/KithLiveRecord.consent', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/KithLiveRecord.withdraw', () => ({ default: jest.fn() }), { virtual: true });

const ADA = '003000000000001AAA';
const NONE = { network: 'discord', networkTitle: 'Discord', clause: 'Members have to agree.' };
const GIVEN = {
  ...NONE,
  given: { at: '2026-11-20T09:00:00.000Z', by: 'Rep', says: 'Yes.', account: 'ada' },
  removes: 'Withdrawing removes one profile.',
};

const settled = async () => {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
};

const opened = (asked) => {
  const one = createElement('c-kith-consent', { is: KithConsent });
  Object.assign(one, { asked, personId: ADA });
  document.body.appendChild(one);
  return one;
};
const all = (one, tag) => [...one.shadowRoot.querySelectorAll(tag)];
const press = async (one, n) => {
  all(one, 'lightning-button')[n].click();
  await settled();
};
const type = (one, tag, name, value) => {
  const field = all(one, tag).find((each) => each.name === name);
  Object.assign(field, { setCustomValidity: jest.fn(), reportValidity: () => value !== '' });
  field.dispatchEvent(new CustomEvent('change', { detail: { value } }));
};

describe('the consent that a network asks for', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
  });

  it('is said to be missing, with the clause, and is recorded with its words, day and account', async () => {
    consentLive.mockResolvedValue({ status: 204, body: '' });
    const one = opened(NONE);
    const answered = jest.fn();
    one.addEventListener('answered', answered);
    expect(one.shadowRoot.textContent).toContain('Members have to agree.');
    await press(one, 0);
    type(one, 'lightning-textarea', 'says', ' Yes. ');
    type(one, 'lightning-input', 'day', '2026-11-20');
    type(one, 'lightning-input', 'account', 'ada');
    await press(one, 0);
    expect(consentLive).toHaveBeenCalledWith({
      ...{ personId: ADA, network: 'discord', says: 'Yes.', day: '2026-11-20T12:00:00Z', account: 'ada' },
    });
    expect(answered).toHaveBeenCalledTimes(1);
  });

  it('is not recorded without words', async () => {
    const one = opened(NONE);
    await press(one, 0);
    type(one, 'lightning-textarea', 'says', '');
    await press(one, 0);
    expect(consentLive).not.toHaveBeenCalled();
  });

  it('is withdrawn only after it was said what goes with it, also where it is gone already', async () => {
    withdrawLive.mockResolvedValue({ status: 404, body: '{"detail":"None is recorded."}' });
    const one = opened(GIVEN);
    const answered = jest.fn();
    one.addEventListener('answered', answered);
    expect(one.shadowRoot.textContent).not.toContain('removes one profile');
    await press(one, 0);
    expect(one.shadowRoot.textContent).toContain('removes one profile');
    expect(withdrawLive).not.toHaveBeenCalled();
    await press(one, 0);
    expect(withdrawLive).toHaveBeenCalledWith({ personId: ADA, network: 'discord' });
    expect(answered).toHaveBeenCalledTimes(1);
  });

  it('says what came between, and keeps what was typed', async () => {
    consentLive.mockResolvedValue({ status: 400, body: '{"detail":"That day is still to come."}' });
    const one = opened(NONE);
    await press(one, 0);
    type(one, 'lightning-textarea', 'says', 'Yes.');
    await press(one, 0);
    expect(one.shadowRoot.querySelector('[role="alert"]').textContent).toContain('still to come');
    expect(all(one, 'lightning-textarea')[0].value).toBe('Yes.');
  });
});
