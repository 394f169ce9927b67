import { createElement } from 'lwc';
import KithReaches from 'c/kithReaches';

jest.mock('@salesforce/label/c.Kith_Open_Deal', () => ({ default: 'Open opportunity: {0}' }), {
  virtual: true,
});
jest.mock('@salesforce/label/c.Kith_See_How', () => ({ default: 'See how' }), { virtual: true });

const DEALS = [
  { title: 'Harbour fleet', worth: 'EUR 48,000', url: 'https://acme.example/006A' },
  { title: 'Spare parts', url: 'https://acme.example/006B' },
];
const REACHES = {
  says: 'Amara reaches 2 of our contacts.',
  people: [
    { name: 'Mara Falk', account: 'Falk Group', deals: DEALS },
    { name: 'Yuki Ono', deals: [] },
  ],
  url: 'https://kith.example/contacts/1',
};

const shown = (reaches) => {
  const element = createElement('c-kith-reaches', { is: KithReaches });
  Object.assign(element, { reaches });
  document.body.appendChild(element);
  return element.shadowRoot;
};
const aways = (root) => [...root.querySelectorAll('c-kith-away')].map(({ url, label }) => [url, label]);

describe('whom they reach', () => {
  afterEach(() => document.body.replaceChildren());

  it('is said in a sentence, with the people, their open opportunities, and where the picture is', () => {
    const root = shown(REACHES);
    expect(root.textContent).toContain(REACHES.says);
    expect([...root.querySelectorAll('li')].map((item) => item.textContent.trim())).toEqual([
      'Mara Falk, Falk Group',
      'Yuki Ono',
    ]);
    expect(aways(root)).toEqual([
      ['https://acme.example/006A', 'Open opportunity: Harbour fleet, EUR 48,000'],
      ['https://acme.example/006B', 'Open opportunity: Spare parts'],
      [REACHES.url, 'See how'],
    ]);
  });

  it('is not there where nobody is reached, and leads nowhere without a page', () => {
    expect(shown(undefined).querySelector('section')).toBeNull();
    const { url, ...rest } = REACHES;
    expect(aways(shown(rest)).map(([to]) => to)).not.toContain(url);
  });
});
