import { PostId } from '../../../src/core/ids.ts';
import { threadContract } from '../../../tests/contract/network/thread.ts';
import { hackernews } from './index.ts';

const origin = 'https://hacker-news.firebaseio.com';

const story = { id: 100, by: 'ada_l', type: 'story', title: 'Ask HN: Looms?', time: 1_770_120_000 };
const comment = (id: number, parent: number, by: string, kids: readonly number[] = []) => ({
  ...{ id, parent, by, kids, type: 'comment', text: `<p>Says ${id}`, time: 1_770_120_000 + id },
});
/** The comment 102 was taken away, and 104 answered it before. */
const THREAD: Readonly<Record<string, unknown>> = {
  100: { ...story, kids: [101, 102, 101], descendants: 3 },
  101: comment(101, 100, 'bob', [103]),
  102: { id: 102, parent: 100, deleted: true, type: 'comment', time: 1_770_120_102, kids: [104] },
  103: comment(103, 101, 'ada_l', [100]),
  104: comment(104, 102, 'cem'),
};
const idOf = (path: string) => Number(/(\d+)\.json$/.exec(path)?.[1]);

threadContract(hackernews, {
  ...{ origin, settings: { index: origin } },
  post: {
    ...{ id: PostId.parse('103'), conversation: PostId.parse('100') },
    url: 'https://news.ycombinator.com/item?id=103',
  },
  site: ({ url }) => ({ body: THREAD[idOf(url.pathname)] ?? null }),
  found: [
    { post: { id: '100', kind: 'question' }, by: { handle: 'ada_l' } },
    { post: { id: '101', inReplyTo: '100', conversation: '100', text: 'Says 101' }, by: { handle: 'bob' } },
    { post: { id: '103', inReplyTo: '101', conversation: '100' }, by: { handle: 'ada_l' } },
    { post: { id: '104', inReplyTo: '102', conversation: '100' }, by: { handle: 'cem' } },
  ],
  taken: ['102'],
  endless: ({ url }) => {
    const id = idOf(url.pathname);
    return { body: comment(id, id - 1, 'bob', [id + 1, id + 2, id + 3]) };
  },
  gone: () => ({ body: 'null' }),
});
