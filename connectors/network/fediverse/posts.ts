import { Failure } from '../../../src/core/failure.ts';
import { newest } from '../../../src/core/newest.ts';
import type { Range } from '../../../src/core/newest.ts';
import type { Post } from '../../../src/core/post.ts';
import type { Profile } from '../../../src/core/profile.ts';
import { getAccount, getActor, getCollection, getStatuses, hostOf } from './api.ts';
import type { Tools } from './api.ts';
import { activitiesIn, takenBack, toPost } from './outbox.ts';
import type { WireActivity } from './outbox.ts';
import { isOwn, toPosts } from './statuses.ts';
import type { WireStatus } from './statuses.ts';
import { belongsTo } from './wire.ts';

/** Boosts, and replies that are not for everybody, fill pages without yielding a post: so many are read at the most. */
const PAGES = 5;

/** By the server's Mastodon API where strangers get it, else from the actor's outbox. @throws Failure */
export async function readPosts(tools: Tools, of: Profile, range: Range): Promise<readonly Post[]> {
  const found = (await fromStatuses(tools, of, range)) ?? (await fromOutbox(tools, of, range));
  return newest(threaded(found), range);
}

async function fromStatuses(
  tools: Tools,
  of: Profile,
  { since, limit }: Range,
): Promise<readonly Post[] | undefined> {
  const host = hostOf(of.id);
  const account = await getAccount(tools, host, userOf(of));
  if (!account || !belongsTo(account, of.id)) return undefined;
  const author = { id: of.id, account: account.id, toldBy: host };
  const found = new Map<string, WireStatus>();
  let offered = false;
  for await (const statuses of pagesOfStatuses(tools, host, account.id)) {
    offered = true;
    for (const status of statuses) if (isOwn(status, author, tools.now())) found.set(status.uri, status);
    const past = since !== undefined && statuses.some(({ created_at }) => created_at < since);
    if (past || found.size >= limit) break;
  }
  return offered ? toPosts([...found.values()], author, tools.now()) : undefined;
}

async function* pagesOfStatuses(
  tools: Tools,
  host: string,
  account: string,
): AsyncGenerator<readonly WireStatus[]> {
  let before: string | undefined;
  for (let page = 0; page < PAGES; page++) {
    const statuses = await getStatuses(tools, { host, account }, before);
    if (!statuses) return;
    yield statuses;
    const last = statuses.at(-1)?.id;
    if (last === undefined || last === before) return;
    before = last;
  }
}

async function fromOutbox(tools: Tools, of: Profile, { since, limit }: Range): Promise<readonly Post[]> {
  const found = new Map<string, Post>();
  const gone = new Set<string>();
  for await (const activities of pagesOfOutbox(tools, of)) {
    const posts = activities.map((activity) => toPost(activity, of.id, tools.now()));
    for (const post of posts) if (post && !found.has(post.id)) found.set(post.id, post);
    for (const activity of activities) gone.add(takenBack(activity) ?? '');
    const past = since !== undefined && posts.some((post) => post !== undefined && post.publishedAt < since);
    if (past || found.size >= limit) break;
  }
  return [...found.values()].filter((post) => !gone.has(post.id));
}

/** An outbox on another host than its actor's is not opened: nobody vouches for it. */
async function* pagesOfOutbox(tools: Tools, of: Profile): AsyncGenerator<readonly WireActivity[]> {
  const actor = await getActor(tools, of.id);
  if (actor === 'withheld')
    throw new Failure('forbidden', `${hostOf(of.id)} shows posts only to whom it knows`);
  const seen = new Set<string>();
  let next = actor && actor !== 'deleted' ? (actor.outbox ?? undefined) : undefined;
  for (let page = 0; page <= PAGES; page++) {
    if (next === undefined || seen.has(next) || URL.parse(next)?.host !== hostOf(of.id)) return;
    seen.add(next);
    const read = await pageAt(tools, next);
    yield activitiesIn(read.items);
    next = read.next;
  }
}

/** A collection may carry its first page inside, name it, or have no pages at all. */
async function pageAt(tools: Tools, url: string) {
  const read = await getCollection(tools, url);
  const first = read?.first;
  const named = typeof first === 'string' ? first : undefined;
  const inside = typeof first === 'object' ? first : undefined;
  return {
    items: read?.orderedItems ?? inside?.orderedItems ?? [],
    next: named ?? inside?.next ?? read?.next ?? undefined,
  };
}

/** Who answers themselves goes on with what they began; who answers others joins the post they answer. */
function threaded(posts: readonly Post[]): readonly Post[] {
  const known = new Map(posts.map((post) => [post.id, post]));
  const beginning = (post: Post, steps: number): Post['conversation'] => {
    if (post.inReplyTo === undefined) return post.conversation;
    const before = known.get(post.inReplyTo);
    return before && steps < posts.length ? beginning(before, steps + 1) : post.inReplyTo;
  };
  return posts.map((post) => ({ ...post, conversation: beginning(post, 0) }));
}

function userOf({ handle }: Profile): string {
  return handle.split('@')[0] ?? handle;
}
