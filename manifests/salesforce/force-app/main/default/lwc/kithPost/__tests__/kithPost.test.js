import { createElement } from 'lwc';
import KithPost from 'c/kithPost';

jest.mock('@salesforce/label/c.Kith_Also_On', () => ({ default: 'also on' }), { virtual: true });
jest.mock('@salesforce/label/c.Kith_Because_Of', () => ({ default: 'because of “{0}”' }), { virtual: true });
jest.mock('@salesforce/label/c.Kith_Emotion', () => ({ default: 'Emotion: {0}' }), { virtual: true });
jest.mock('@salesforce/label/c.Kith_Sounds', () => ({ default: 'Sounds {0}' }), { virtual: true });
jest.mock('@salesforce/label/c.Kith_Topic', () => ({ default: 'About {0}' }), { virtual: true });

const POST = {
  network: 'bluesky',
  networkTitle: 'Bluesky',
  id: 'at://1',
  url: 'https://bsky.app/1',
  kind: 'post',
  handle: 'ada.example',
  text: 'The label printer of Parcelwise is gone.',
  publishedAt: '2026-03-01T10:00:00.000Z',
};
const COPIES = [
  {
    network: 'fediverse',
    networkTitle: 'Fediverse',
    url: 'https://m.example/1',
    publishedAt: POST.publishedAt,
  },
  {
    network: 'fediverse',
    networkTitle: 'Fediverse',
    url: 'https://m.example/2',
    publishedAt: POST.publishedAt,
  },
];
const TOPICS = [
  { name: 'Printing', target: 'us', because: ['label printer', 'Parcelwise', 'gone', 'printer'] },
  { name: 'Outages', because: [] },
];

const shown = (post) => {
  const element = createElement('c-kith-post', { is: KithPost });
  Object.assign(element, { post, personId: '003000000000001AAA' });
  document.body.appendChild(element);
  return element.shadowRoot;
};
const badges = (root) => [...root.querySelectorAll('lightning-badge')].map(({ label }) => label);
const aways = (root) => [...root.querySelectorAll('c-kith-away')].map(({ url }) => url);

describe('a post', () => {
  afterEach(() => document.body.replaceChildren());

  it('leads to wherever else the same person said the same', () => {
    const root = shown({ ...POST, alsoOn: COPIES });
    expect(aways(root)).toEqual([POST.url, 'https://m.example/1', 'https://m.example/2']);
    expect(root.textContent.match(/also on/g)).toHaveLength(2);
  });

  it('says what it feels, and that it is rough without hiding it; civil is not said', () => {
    const emotion = { label: 'anger', probability: 0.8 };
    const reading = (label) => ({ emotion, toxicity: { label, probability: 0.9 } });
    const rough = shown({ ...POST, reading: reading('offensive') });
    expect(badges(rough)).toEqual(expect.arrayContaining(['Emotion: anger', 'Sounds offensive']));
    expect(rough.textContent).toContain(POST.text);
    expect(badges(shown({ ...POST, reading: reading('civil') })).join()).not.toContain('Sounds');
  });

  it('says what it is about, by which of its words, and no more than three of them', () => {
    const root = shown({ ...POST, topics: TOPICS });
    expect(badges(root)).toEqual(['About Printing', 'About Outages']);
    expect(root.textContent).toContain('because of “label printer”, “Parcelwise”, “gone”');
    expect(root.textContent.match(/because of/g)).toHaveLength(1);
  });

  it('that this org stores says neither', () => {
    const root = shown(POST);
    expect(badges(root)).toEqual([]);
    expect(root.textContent).not.toMatch(/also on|About/);
  });
});
