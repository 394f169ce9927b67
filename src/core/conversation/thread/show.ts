import { keyOf } from '../../profile.ts';
import type { Profile } from '../../profile.ts';
import { present } from '../../present.ts';
import { summaryOf } from '../summary/summary.ts';
import { unansweredOf } from '../summary/unanswered.ts';
import type { Conversation, ConversationPost, Side } from './conversation.ts';
import type { Thread, ThreadPost } from './thread.ts';
import { postKey } from './utterance.ts';

/** What a thread is shown with. */
export interface Showing {
  readonly contact: Conversation['contact'];
  /** Network id → the name people know it by. */
  readonly titles: ReadonlyMap<string, string>;
  /** Who said a post, by the key of their profile. */
  readonly authors: ReadonlyMap<string, Profile>;
  readonly sideOf: (by: Profile) => Side;
  readonly isKept: (key: string) => boolean;
  /** Whether something may be made of what is said on a network. */
  readonly mayDerive: (network: string) => boolean;
  readonly trouble: readonly string[];
  readonly model?: Conversation['model'];
}

/** A thread as a person reads it: who said what in answer to what, what is missing, and what it comes to. */
export function show(thread: Thread, showing: Showing): Conversation {
  const posts = thread.posts.flatMap((one) => shownPost(one, thread, showing) ?? []);
  const read = thread.posts.filter(
    ({ post, under }) => showing.mayDerive(post.network) && under?.joined !== 'copy',
  );
  const summary = summaryOf(read.map(({ post }) => post))?.map(({ text, post, saidBy }) => ({
    ...{ text, post: { network: post.network, id: post.id }, by: handleOf(post, showing) },
    ...{ url: post.url, saidBy },
  }));
  const open = unansweredOf(read);
  return {
    contact: showing.contact,
    posts,
    people: peopleIn(thread, showing),
    ...(thread.missing > 0 && { missing: { count: thread.missing, says: missingSays(thread.missing) } }),
    ...present({ summary, model: showing.model }),
    ...(open && { unanswered: openView(open.one, open.text, showing) }),
    trouble: [...showing.trouble],
  };
}

const missingSays = (count: number) =>
  `At least ${count} ${count === 1 ? 'post' : 'posts'} of this conversation ${count === 1 ? 'is' : 'are'} not seen here.`;

const authorOf = ({ network, profile }: ThreadPost['post'], { authors }: Showing) =>
  authors.get(keyOf({ network, id: profile }));

const handleOf = (post: ThreadPost['post'], showing: Showing) =>
  authorOf(post, showing)?.handle ?? post.profile;

function shownPost(one: ThreadPost, { posts }: Thread, showing: Showing): ConversationPost | undefined {
  const { post, depth, gap, under } = one;
  const by = authorOf(post, showing);
  if (!by) return undefined;
  const above = under && posts.find((other) => postKey(other.post) === under.key)?.post;
  return {
    ...{ network: post.network, networkTitle: titleOf(post.network, showing), id: post.id, url: post.url },
    ...{ kind: post.kind, handle: by.handle, ...present({ name: by.name }), side: showing.sideOf(by) },
    ...{ text: post.text, publishedAt: post.publishedAt.toISOString(), counts: present(post.counts) },
    ...present({ reading: post.reading }),
    ...{ depth, gap, kept: showing.isKept(postKey(post)) },
    ...(under && above && { under: { network: above.network, id: above.id, joined: under.joined } }),
  };
}

const titleOf = (network: string, { titles }: Showing) => titles.get(network) ?? network;

/** In the order in which they first speak. */
function peopleIn(thread: Thread, showing: Showing): Conversation['people'] {
  const counts = new Map<Profile, number>();
  for (const { post } of thread.posts) {
    const by = authorOf(post, showing);
    if (by) counts.set(by, (counts.get(by) ?? 0) + 1);
  }
  return [...counts].map(([by, count]) => ({
    ...{ network: by.network, networkTitle: titleOf(by.network, showing), handle: by.handle, url: by.url },
    ...{ ...present({ name: by.name }), side: showing.sideOf(by), posts: count },
  }));
}

function openView({ post }: ThreadPost, text: string, showing: Showing): Conversation['unanswered'] {
  const by = authorOf(post, showing);
  if (!by) return undefined;
  return {
    ...{ text, post: { network: post.network, id: post.id }, by: by.handle, url: post.url },
    side: showing.sideOf(by),
  };
}
