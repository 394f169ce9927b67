import { createElement } from 'lwc';
import KithConversations from 'c/kithConversations';

jest.mock('@salesforce/label/c.Kith_Comes_Back_To', () => ({ default: 'Comes back to {0}' }), {
  virtual: true,
});
jest.mock('@salesforce/label/c.Kith_Earlier_Posts', () => ({ default: '{0} earlier' }), { virtual: true });

const postsOf = (many) =>
  Array.from({ length: many }, (_, n) => ({ network: 'bluesky', id: String(n), text: `Words ${n}` }));

const shown = (posts, keyphrases) => {
  const part = createElement('c-kith-conversations', { is: KithConversations });
  Object.assign(part, { posts, keyphrases });
  document.body.appendChild(part);
  return part.shadowRoot;
};
const lists = (root) => [...root.querySelectorAll('c-kith-post-list')].map(({ posts }) => posts.length);

describe('what they said', () => {
  afterEach(() => document.body.replaceChildren());

  it('is the three latest at once, and the rest behind a fold that says how many', () => {
    const root = shown(postsOf(8));
    expect(lists(root)).toEqual([3, 5]);
    expect(root.querySelector('c-kith-fold').label).toBe('5 earlier');
    expect(shown(postsOf(3)).querySelector('c-kith-fold')).toBeNull();
  });

  it('says what they keep coming back to, and in how many posts', () => {
    const root = shown(postsOf(1), [{ phrase: 'harbour robots', posts: 2 }]);
    expect(root.textContent).toContain('Comes back to “harbour robots” (2×)');
    expect(shown(postsOf(1)).textContent).not.toContain('Comes back');
  });
});
