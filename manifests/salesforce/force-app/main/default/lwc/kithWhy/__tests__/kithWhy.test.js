import { createElement } from 'lwc';
import KithWhy from 'c/kithWhy';

const LINK = {
  decidedBy: 'Kith',
  probability: 0.9,
  evidence: [
    { tier: 'agrees', says: 'Same name.', bits: 2 },
    { tier: 'verified', says: 'Both link to each other.', url: 'https://ada.example' },
  ],
  counterEvidence: [{ tier: 'differs', says: 'Another town.', bits: -5 }],
};

const opened = (link) => {
  const why = createElement('c-kith-why', { is: KithWhy });
  why.link = link;
  document.body.appendChild(why);
  return why.shadowRoot;
};

describe('why a link stands', () => {
  afterEach(() => document.body.replaceChildren());

  it('gives the proof first, then the strongest reason, for or against', () => {
    const said = [...opened(LINK).querySelectorAll('li')].map(({ textContent }) => textContent);
    expect(said.map((line) => line.split(':')[0])).toEqual(['c.Kith_Proof', 'c.Kith_Against', 'c.Kith_For']);
    expect(said[0]).toContain('Both link to each other.');
  });

  it('says nothing where nothing is stored', () => {
    expect(opened({ decidedBy: 'Kith', probability: 0.9 }).querySelector('c-kith-fold')).toBeNull();
  });
});
