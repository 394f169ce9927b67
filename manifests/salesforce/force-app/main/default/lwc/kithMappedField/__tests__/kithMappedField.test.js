import { createElement } from 'lwc';
import KithMappedField from 'c/kithMappedField';
import answerLive from '@salesforce/apex/KithLiveRecord.answer';
import putBackLive from '@salesforce/apex/KithLiveRecord.putBack';

jest.mock('@salesforce/apex/KithLiveRecord.answer', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/KithLiveRecord.putBack', () => ({ default: jest.fn() }), { virtual: true });

const ADA = '003000000000001AAA';
const ASKED = {
  field: 'Title',
  label: 'Title',
  value: 'Analyst',
  says: 'Her profile says so.',
  standing: 'suggested',
};
const WRITTEN = { ...ASKED, standing: 'written', undo: { to: 'Clerk' } };

const settled = async () => {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
};

const opened = (mapped) => {
  const field = createElement('c-kith-mapped-field', { is: KithMappedField });
  Object.assign(field, { mapped, personId: ADA });
  document.body.appendChild(field);
  return field;
};
const buttons = (field) => [...field.shadowRoot.querySelectorAll('lightning-button')];

describe('a field that an administrator mapped', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
  });

  it.each([
    [0, true],
    [1, false],
  ])(
    'asks yes or no, and button %s says %s; and who shows the record hears of it',
    async (button, accept) => {
      answerLive.mockResolvedValue({ status: 202, body: '' });
      const field = opened(ASKED);
      const answered = jest.fn();
      field.addEventListener('answered', answered);
      buttons(field)[button].click();
      await settled();
      expect(answerLive).toHaveBeenCalledWith({ personId: ADA, field: 'Title', accept });
      expect(answered).toHaveBeenCalledTimes(1);
    },
  );

  it('offers to put back what stood there before, and asks nothing that was decided', async () => {
    putBackLive.mockResolvedValue({ status: 200, body: '{"outcome":"changed since"}' });
    const field = opened(WRITTEN);
    const told = jest.fn();
    field.addEventListener('lightning__showtoast', told);
    const all = buttons(field);
    all[0].click();
    await settled();
    expect(all).toHaveLength(1);
    expect(putBackLive).toHaveBeenCalledWith({ personId: ADA, field: 'Title' });
    expect(told.mock.calls[0][0].detail.title).toBe('c.Kith_Mapped_Changed');
  });

  it('has no button where there is nothing to say', () => {
    expect(buttons(opened({ ...ASKED, standing: 'there' }))).toHaveLength(0);
  });

  it('says what came between, and keeps the question', async () => {
    answerLive.mockResolvedValue({ status: 404, body: '{"detail":"Nothing is suggested."}' });
    const field = opened(ASKED);
    buttons(field)[0].click();
    await settled();
    expect(field.shadowRoot.querySelector('[role="alert"]').textContent).toContain('Nothing is suggested.');
    expect(buttons(field)).toHaveLength(2);
  });
});
