import { createElement } from 'lwc';
import KithInfluence from 'c/kithInfluence';

jest.mock('@salesforce/label/c.Kith_Influence_Care', () => ({ default: 'With care: {0}.' }), {
  virtual: true,
});
jest.mock('@salesforce/label/c.Kith_Influence_Topic', () => ({ default: 'On {0}: {1}, {2} to {3}. {4}' }), {
  virtual: true,
});

const KNOWN = {
  known: true,
  percentile: 97,
  interval: [91, 99],
  among: 412,
  because: [{ part: 'reach', says: '12,000 followers' }],
};
const TOPICS = [
  { name: 'Looms', percentile: 62.4, interval: [44, 81], because: [{ says: '31 % of it' }] },
  { name: 'Wool', percentile: 21, interval: [3, 40], because: [] },
];
const ENGAGERS = [
  { name: 'Tom Berg', url: 'https://bsky.app/profile/tom' },
  { name: 'Yuki', url: 'https://bsky.app/profile/yuki' },
];

const shown = (influence, engagers) => {
  const element = createElement('c-kith-influence', { is: KithInfluence });
  const profiles = [{ network: 'bluesky', id: '1', networkTitle: 'Bluesky', influence, engagers }];
  Object.assign(element, { profiles });
  document.body.appendChild(element);
  return element.shadowRoot;
};
const items = (root) => [...root.querySelectorAll('li')].map(({ textContent }) => textContent);

describe('how far somebody reaches', () => {
  afterEach(() => document.body.replaceChildren());

  it('is said for each of the org’s topics after what it rests on', () => {
    expect(items(shown({ ...KNOWN, topics: TOPICS }))).toEqual([
      '12,000 followers',
      'On Looms: 62, 44 to 81. 31 % of it.',
      'On Wool: 21, 3 to 40.',
    ]);
  });

  it('comes with what to be careful of, where something is', () => {
    const warning = '900 accounts that no contact leads to turn to them';
    expect(shown({ ...KNOWN, warning }).textContent).toContain(`With care: ${warning}.`);
    expect(shown(KNOWN).textContent).not.toContain('With care');
  });

  it('names who gives the attention, each with a way to them', () => {
    const links = [...shown(KNOWN, ENGAGERS).querySelectorAll('c-kith-away')];
    expect(links.map(({ label, url }) => [label, url])).toEqual(ENGAGERS.map(({ name, url }) => [name, url]));
  });

  it('that this org stores has neither topics nor names', () => {
    expect(items(shown(KNOWN))).toEqual(['12,000 followers']);
    expect(shown(KNOWN).querySelector('c-kith-away')).toBeNull();
  });
});
