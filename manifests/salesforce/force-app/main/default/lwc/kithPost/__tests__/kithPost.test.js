import { createElement } from 'lwc';
import KithPost from 'c/kithPost';

jest.mock('@salesforce/label/c.Kith_Also_On', () => ({ default: 'also on' }), { virtual: true });
jest.mock('@salesforce/label/c.Kith_Because_Of', () => ({ default: 'because of “{0}”' }), { virtual: true });
jest.mock('@salesforce/label/c.Kith_Emotion', () => ({ default: 'Emotion: {0}' }), { virtual: true });
jest.mock('@salesforce/label/c.Kith_Sounds', () => ({ default: 'Sounds {0}' }), { virtual: true });
jest.mock('@salesforce/label/c.Kith_Intent_Churn', () => ({ default: 'may leave' }), { virtual: true });
jest.mock('@salesforce/label/c.Kith_Intent', () => ({ default: 'Intent: {0}' }), { virtual: true });
jest.mock('@salesforce/label/c.Kith_Likes', () => ({ default: 'Likes: {0}' }), { virtual: true });
jest.mock('@salesforce/label/c.Kith_Replies', () => ({ default: 'Replies: {0}' }), { virtual: true });
jest.mock('@salesforce/label/c.Kith_Target_Us', () => ({ default: '{0} (us)' }), { virtual: true });
jest.mock('@salesforce/label/c.Kith_Whole_Conversation', () => ({ default: 'Whole conversation' }), {
  virtual: true,
});
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
    expect(badges(root)).toEqual(['About Printing (us)', 'About Outages']);
    expect(root.textContent).toContain('because of “label printer”, “Parcelwise”, “gone”');
    expect(root.textContent.match(/because of/g)).toHaveLength(1);
  });

  it('says what it wants as a person would, and what nobody named yet as it came', () => {
    const intents = [{ label: 'churn' }, { label: 'a newer one' }];
    expect(badges(shown({ ...POST, reading: { intents } }))).toContain('Intent: may leave, a newer one');
  });

  it('says why for each of the account’s own labels', () => {
    const labels = [{ label: 'where is it', because: ['parcel'] }];
    const root = shown({ ...POST, reading: { labels } });
    expect(badges(root)).toContain('where is it');
    expect(root.textContent).toContain('because of “parcel”');
  });

  it('says what others did with it, and leads to the whole conversation', () => {
    const thread = 'https://kith.example/contacts/1/conversations/bluesky/1';
    const root = shown({ ...POST, thread, counts: { likes: 41, replies: 0, shares: null } });
    expect(root.textContent).toContain('Likes: 41');
    expect(root.textContent).not.toContain('Replies');
    expect(aways(root)).toEqual([POST.url, thread]);
  });

  it('that this org stores says neither', () => {
    const root = shown(POST);
    expect(badges(root)).toEqual([]);
    expect(root.textContent).not.toMatch(/also on|About/);
  });
});
