import type { BlueskyAccount, SamplePerson, SamplePost } from '../people/person.ts';
import { postUri, recordKey, repliesTo } from './bluesky-thread.ts';
import { openBudget } from './budget.ts';
import type { Budget, Left } from './budget.ts';
import { portraitOf } from './portrait.ts';
import type { Asking, Reply } from './reply.ts';
import { base32, cidOf, didOf, hasBluesky, holdsWords } from './world.ts';
import type { World } from './world.ts';

type Account = SamplePerson & { readonly bluesky: BlueskyAccount };
type Method = (world: World, params: URLSearchParams) => Reply;

/** A simulator of Bluesky's public AppView: the methods Kith asks, in the shapes of the `app.bsky` lexicons. */
export function blueskySimulator(world: World, budget: Budget): (asking: Asking) => Reply {
  const take = openBudget(budget, world.now);
  return ({ url }) => {
    const left = take();
    const headers = limitHeaders(left, budget);
    if (left.spent) {
      const wait = { ...headers, 'retry-after': String(left.retryAfter) };
      return {
        status: 429,
        headers: wait,
        body: { error: 'RateLimitExceeded', message: 'Rate Limit Exceeded' },
      };
    }
    const method = METHODS[/^\/xrpc\/([\w.]+)$/.exec(url.pathname)?.[1] ?? ''];
    const reply = method ? method(world, url.searchParams) : NOT_IMPLEMENTED;
    return { ...reply, headers };
  };
}

const METHODS: Readonly<Record<string, Method>> = {
  'app.bsky.actor.getProfile': getProfile,
  'app.bsky.actor.getProfiles': getProfiles,
  'app.bsky.actor.searchActors': searchActors,
  'app.bsky.feed.getAuthorFeed': getAuthorFeed,
  'app.bsky.feed.getPostThread': getPostThread,
};

const NOT_IMPLEMENTED: Reply = {
  status: 501,
  body: { error: 'MethodNotImplemented', message: 'Method Not Implemented' },
};

function limitHeaders(left: Left, { requests, perSeconds }: Budget): Record<string, string> {
  return {
    'ratelimit-limit': String(left.limit),
    'ratelimit-remaining': String(left.remaining),
    'ratelimit-reset': String(left.reset),
    'ratelimit-policy': `${requests};w=${perSeconds}`,
  };
}

function refuse(error: string, message: string): Reply {
  return { status: 400, body: { error, message } };
}

function missing(param: string): Reply {
  return refuse('InvalidRequest', `Error: Params must have the property "${param}"`);
}

function find(world: World, actor: string): Account | undefined {
  const asked = actor.toLowerCase();
  return world
    .all()
    .filter(hasBluesky)
    .find((one) => one.bluesky.handle === asked || didOf(one.key) === actor);
}

function getProfile(world: World, params: URLSearchParams): Reply {
  const actor = params.get('actor');
  if (actor === null) return missing('actor');
  const found = find(world, actor);
  if (!found) return refuse('InvalidRequest', 'Profile not found');
  if (found.bluesky.standing === 'deactivated') return refuse('AccountDeactivated', 'Account is deactivated');
  if (found.bluesky.standing === 'takendown') return refuse('AccountTakedown', 'Account has been suspended');
  return { status: 200, body: detailed(found) };
}

function getProfiles(world: World, params: URLSearchParams): Reply {
  const actors = params.getAll('actors');
  if (actors.length === 0) return missing('actors');
  if (actors.length > 25)
    return refuse('InvalidRequest', 'Error: actors must not have more than 25 elements');
  const found = actors.flatMap((actor) => find(world, actor) ?? []).filter(speaks);
  return { status: 200, body: { profiles: found.map(detailed) } };
}

function searchActors(world: World, params: URLSearchParams): Reply {
  const q = params.get('q') ?? params.get('term') ?? '';
  const limit = limitIn(params, 25);
  if (limit === undefined) return outOfRange();
  const found = world
    .all()
    .filter(hasBluesky)
    .filter(speaks)
    .filter(({ bluesky }) => holdsWords(`${bluesky.name ?? ''} ${bluesky.handle}`, q));
  return { status: 200, body: { actors: found.slice(0, limit).map(profileView) } };
}

function getAuthorFeed(world: World, params: URLSearchParams): Reply {
  const actor = params.get('actor');
  if (actor === null) return missing('actor');
  const limit = limitIn(params, 50);
  if (limit === undefined) return outOfRange();
  const found = find(world, actor);
  if (!found || !speaks(found)) return refuse('InvalidRequest', 'Profile not found');
  const before = params.get('cursor');
  const posts = found.bluesky.posts
    .map((post) => ({ post, at: world.timeOf(post) }))
    .filter(({ post }) => params.get('filter') !== 'posts_no_replies' || !post.answer)
    .filter(({ at }) => before === null || at.toISOString() < before)
    .toSorted((a, b) => b.at.getTime() - a.at.getTime());
  const page = posts.slice(0, limit);
  const last = page.at(-1);
  const cursor = posts.length > page.length && last ? { cursor: last.at.toISOString() } : {};
  return { status: 200, body: { feed: page.map(({ post, at }) => feedItem(found, post, at)), ...cursor } };
}

function getPostThread(world: World, params: URLSearchParams): Reply {
  const uri = params.get('uri');
  if (uri === null) return missing('uri');
  const uriOf = (one: Account, post: SamplePost) => postUri(one.key, recordKey(one.key, post.text));
  const speaking = world.all().filter(hasBluesky).filter(speaks);
  const author = speaking.find((one) => one.bluesky.posts.some((post) => uriOf(one, post) === uri));
  const post = author?.bluesky.posts.find((one) => uriOf(author, one) === uri);
  if (!author || !post) return refuse('NotFound', `Post not found: ${uri}`);
  const at = world.timeOf(post);
  const node = {
    $type: 'app.bsky.feed.defs#threadViewPost',
    post: feedItem(author, post, at).post,
    replies: repliesTo(post, { root: uri, parent: uri, at }),
  };
  return { status: 200, body: { thread: node } };
}

function speaks(one: Account): boolean {
  return one.bluesky.standing === undefined;
}

function limitIn(params: URLSearchParams, usual: number): number | undefined {
  const limit = Number(params.get('limit') ?? usual);
  return Number.isInteger(limit) && limit >= 1 && limit <= 100 ? limit : undefined;
}

function outOfRange(): Reply {
  return refuse('InvalidRequest', 'Error: limit can not be greater than 100');
}

/** `app.bsky.actor.defs#profileViewBasic` */
function basic(one: Account) {
  const { handle, name, signedInOnly, since } = one.bluesky;
  const did = didOf(one.key);
  const label = {
    src: did,
    uri: `at://${did}/app.bsky.actor.profile/self`,
    val: '!no-unauthenticated',
    cts: since,
  };
  return {
    did,
    handle,
    ...(name && { displayName: name, avatar: portraitOf(name) }),
    associated: { activitySubscription: { allowSubscriptions: 'followers' } },
    labels: signedInOnly ? [label] : [],
    createdAt: new Date(since).toISOString(),
  };
}

/** `app.bsky.actor.defs#profileView` */
function profileView(one: Account) {
  const { bio, since } = one.bluesky;
  return { ...basic(one), ...(bio && { description: bio }), indexedAt: new Date(since).toISOString() };
}

/** `app.bsky.actor.defs#profileViewDetailed` */
function detailed(one: Account) {
  const { website, followers, posts } = one.bluesky;
  const counts = {
    followersCount: followers,
    followsCount: 40 + (followers % 400),
    postsCount: posts.length,
  };
  return { ...profileView(one), ...(website && { website }), ...counts };
}

/** `app.bsky.feed.defs#feedViewPost` */
function feedItem(author: Account, post: SamplePost, at: Date) {
  const key = recordKey(author.key, post.text);
  const asked = `at://${didOf('somebody else')}/app.bsky.feed.post/${base32(`asked ${key}`, 13)}`;
  const parent = { uri: asked, cid: cidOf(asked) };
  const notFound = { $type: 'app.bsky.feed.defs#notFoundPost', uri: asked, notFound: true };
  return {
    post: {
      uri: postUri(author.key, key),
      cid: cidOf(key),
      author: basic(author),
      record: {
        $type: 'app.bsky.feed.post',
        text: post.text,
        createdAt: at.toISOString(),
        ...(post.language && { langs: [post.language] }),
        ...(post.answer && { reply: { root: parent, parent } }),
      },
      replyCount: post.replies ?? 0,
      repostCount: post.shares ?? 0,
      likeCount: post.likes ?? 0,
      quoteCount: 0,
      bookmarkCount: 0,
      indexedAt: at.toISOString(),
      labels: [],
    },
    ...(post.answer && { reply: { root: notFound, parent: notFound } }),
  };
}
