import { createElement } from 'lwc';
import KithNewItem from 'c/kithNewItem';
import addCase from '@salesforce/apex/KithNewCase.add';
import addTask from '@salesforce/apex/KithNewTask.add';

jest.mock('@salesforce/apex/KithNewCase.add', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/KithNewTask.add', () => ({ default: jest.fn() }), { virtual: true });

const ADA = '003000000000001AAA';
const GRACE = '00Q000000000001AAA';
const POST = { handle: 'ada.example', text: 'How much is it?', url: 'https://bsky.app/1' };

const settled = async () => {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
};

const named = (form, name) => [...form.shadowRoot.querySelectorAll('*')].find((part) => part.name === name);

const opened = (personId) => {
  const form = createElement('c-kith-new-item', { is: KithNewItem });
  Object.assign(form, { personId, post: POST });
  document.body.appendChild(form);
  Object.assign(named(form, 'title'), { setCustomValidity: jest.fn(), reportValidity: () => true });
  return form;
};
const part = (form, selector) => form.shadowRoot.querySelector(selector);
const press = (form) => part(form, 'lightning-button').click();
const choose = (form, name, value) =>
  named(form, name).dispatchEvent(new CustomEvent('change', { detail: { value } }));

describe('a task or a case made of a post', () => {
  beforeEach(() => {
    addTask.mockResolvedValue('00T000000000001AAA');
    addCase.mockResolvedValue('500000000000001AAA');
  });
  afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
  });

  it('begins with what was said and where', async () => {
    const form = opened(ADA);
    const done = jest.fn();
    form.addEventListener('done', done);
    press(form);
    await settled();
    const [{ personId, text, due }] = addTask.mock.calls[0];
    expect([personId, text, due]).toEqual([ADA, 'How much is it?\nhttps://bsky.app/1', null]);
    expect(done).toHaveBeenCalledTimes(1);
  });

  it('may be a case for a contact, and never for a lead', async () => {
    const form = opened(ADA);
    choose(form, 'kind', 'case');
    await settled();
    press(form);
    await settled();
    expect(addCase.mock.calls[0][0].contactId).toBe(ADA);
    expect(named(opened(GRACE), 'kind').options).toHaveLength(1);
  });

  it('says in the org’s own words why it was refused, and stays open', async () => {
    addTask.mockRejectedValue({ body: { message: 'Region is required.' } });
    const form = opened(ADA);
    const done = jest.fn();
    form.addEventListener('done', done);
    press(form);
    await settled();
    expect(part(form, '[role="alert"]').textContent).toContain('Region is required.');
    expect(done).not.toHaveBeenCalled();
  });

  it('is made once, however often it is pressed', async () => {
    addTask.mockReturnValue(new Promise(() => {}));
    const form = opened(ADA);
    press(form);
    press(form);
    await settled();
    expect(addTask).toHaveBeenCalledTimes(1);
  });
});
