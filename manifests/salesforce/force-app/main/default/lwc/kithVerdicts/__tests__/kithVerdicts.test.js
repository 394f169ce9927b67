import { createElement } from 'lwc';
import KithVerdicts from 'c/kithVerdicts';
import decideLive from '@salesforce/apex/KithLiveRecord.decide';

jest.mock('@salesforce/apex/KithLiveRecord.decide', () => ({ default: jest.fn() }), { virtual: true });

const ADA = '003000000000001AAA';
const PROFILE = { network: 'bluesky', id: 'did:plc:ada', handle: 'ada.example' };
const about = (act) => ({ act, network: 'bluesky', profile: 'did:plc:ada', label: act });

const settled = async () => {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
};

const opened = (acts) => {
  const verdicts = createElement('c-kith-verdicts', { is: KithVerdicts });
  Object.assign(verdicts, { profile: PROFILE, personId: ADA, acts });
  document.body.appendChild(verdicts);
  return verdicts;
};
const buttons = (verdicts) => [...verdicts.shadowRoot.querySelectorAll('lightning-button')];

describe('a word on a link', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
  });

  it('may be said where the record says so, and about no other profile', () => {
    const acts = [about('confirm'), { ...about('not them'), profile: 'did:plc:other' }, { act: 'refresh' }];
    expect(buttons(opened(acts)).map(({ label }) => label)).toEqual(['c.Kith_Act_Confirm']);
  });

  it.each([
    ['confirm', 'confirmed'],
    ['not them', 'rejected'],
    ['undo', 'withdrawn'],
  ])('%s goes to Kith as %s, and the record that comes back is shown', async (act, says) => {
    decideLive.mockResolvedValue({ status: 200, body: JSON.stringify({ contact: { id: ADA } }) });
    const verdicts = opened([about(act)]);
    const changed = jest.fn();
    verdicts.addEventListener('recordchange', changed);

    buttons(verdicts)[0].click();
    await settled();

    expect(decideLive).toHaveBeenCalledWith({
      personId: ADA,
      network: 'bluesky',
      profile: 'did:plc:ada',
      says,
    });
    expect(changed.mock.calls[0][0].detail.contact.id).toBe(ADA);
  });

  it('says what came between, and changes nothing', async () => {
    decideLive.mockResolvedValue({ status: 503, body: '<html>gateway</html>' });
    const verdicts = opened([about('confirm')]);
    const changed = jest.fn();
    verdicts.addEventListener('recordchange', changed);

    buttons(verdicts)[0].click();
    await settled();

    expect(verdicts.shadowRoot.querySelector('[role="alert"]').textContent).toContain('c.Kith_Busy_Title');
    expect(changed).not.toHaveBeenCalled();
  });

  it('is sent once, however often it is pressed', async () => {
    decideLive.mockReturnValue(new Promise(() => {}));
    const [button] = buttons(opened([about('confirm')]));
    button.click();
    button.click();
    await settled();
    expect(decideLive).toHaveBeenCalledTimes(1);
  });
});
