import type { SampleAnswer, SamplePost } from '../people/person.ts';
import { base32, cidOf, didOf } from './world.ts';

/** The key of a post's record: the same at every start. */
export const recordKey = (author: string, text: string): string => base32(`${author} ${text}`, 13);

export const postUri = (author: string, key: string): string =>
  `at://${didOf(author)}/app.bsky.feed.post/${key}`;

/** What others said below a post, as `app.bsky.feed.defs#threadViewPost`. */
export function repliesTo(
  { answers = [] }: Pick<SamplePost, 'answers'>,
  above: { readonly root: string; readonly parent: string; readonly at: Date },
): readonly object[] {
  return answers.map((answer) => {
    const at = new Date(above.at.getTime() + answer.minutesLater * 60_000);
    const uri = postUri(answer.handle, recordKey(answer.handle, answer.text));
    return {
      $type: 'app.bsky.feed.defs#threadViewPost',
      post: viewOf(answer, uri, at, above),
      replies: repliesTo(answer, { root: above.root, parent: uri, at }),
    };
  });
}

function viewOf(
  { handle, name, text, answers = [] }: SampleAnswer,
  uri: string,
  at: Date,
  { root, parent }: { readonly root: string; readonly parent: string },
) {
  const strong = (of: string) => ({ uri: of, cid: cidOf(of) });
  return {
    ...strong(uri),
    author: { did: didOf(handle), handle, displayName: name, labels: [], createdAt: at.toISOString() },
    record: {
      ...{ $type: 'app.bsky.feed.post', text, createdAt: at.toISOString(), langs: ['en'] },
      reply: { root: strong(root), parent: strong(parent) },
    },
    ...{ replyCount: answers.length, repostCount: 0, likeCount: 0, quoteCount: 0 },
    ...{ indexedAt: at.toISOString(), labels: [] },
  };
}
