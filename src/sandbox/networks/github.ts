import { openBudget } from './budget.ts';
import type { Budget, Left } from './budget.ts';
import { eventBody } from './github-events.ts';
import { NO_QUESTION, repository, searchIssues } from './github-search.ts';
import { perPage, simpleUser } from './github-user.ts';
import { issueThread } from './github-thread.ts';
import type { Account } from './github-user.ts';
import type { Asking, Reply } from './reply.ts';
import { hasGithub, holdsWords, numberOf } from './world.ts';
import type { World } from './world.ts';

const DOCS = 'https://docs.github.com/rest';
const NOT_FOUND: Reply = {
  status: 404,
  body: { message: 'Not Found', documentation_url: DOCS, status: '404' },
};

/** A simulator of api.github.com: the questions Kith asks, in the shapes of its REST API of 2022-11-28. */
export function githubSimulator(
  world: World,
  budgets: { readonly core: Budget; readonly search: Budget },
): (asking: Asking) => Reply {
  const core = openBudget(budgets.core, world.now);
  const search = openBudget(budgets.search, world.now);
  return ({ url }) => {
    const searching = url.pathname.startsWith('/search/');
    const left = searching ? search() : core();
    const headers = limitHeaders(left, searching ? 'search' : 'core');
    const reply = left.spent ? spent() : answer(world, url);
    return { ...reply, headers: { ...headers, ...reply.headers } };
  };
}

function limitHeaders(left: Left, resource: string): Record<string, string> {
  return {
    'content-type': 'application/json; charset=utf-8',
    'x-github-api-version-selected': '2022-11-28',
    'x-github-media-type': 'github.v3; format=json',
    'x-ratelimit-limit': String(left.limit),
    'x-ratelimit-remaining': String(left.remaining),
    'x-ratelimit-reset': String(left.reset),
    'x-ratelimit-used': String(left.used),
    'x-ratelimit-resource': resource,
  };
}

/** GitHub says 403, and its headers say that the budget is spent. */
function spent(): Reply {
  const documentation_url = `${DOCS}/overview/rate-limits-for-the-rest-api`;
  return { status: 403, body: { message: 'API rate limit exceeded for 127.0.0.1.', documentation_url } };
}

function answer(world: World, url: URL): Reply {
  if (url.pathname === '/search/users') return searchUsers(world, url.searchParams);
  if (url.pathname === '/search/issues') return searchIssues(world, url.searchParams);
  const [, kind, who = '', below, which] = url.pathname.split('/').map(decodeURIComponent);
  if (kind === 'repos' && which === undefined) return repository(world, `${who}/${below}`) ?? NOT_FOUND;
  if (kind === 'repos' && which === 'issues') return issueThread(world, url) ?? NOT_FOUND;
  const found = world
    .all()
    .filter(hasGithub)
    .find((one) =>
      kind === 'users'
        ? one.github.login === who.toLowerCase()
        : kind === 'user' && String(numberOf(one.key)) === who,
    );
  if (!found) return NOT_FOUND;
  if (below === undefined) return { status: 200, body: userBody(found) };
  if (below === 'social_accounts') return { status: 200, body: socialAccounts(found) };
  return below === 'events' && which === 'public' ? events(world, found, url) : NOT_FOUND;
}

/** `q=Ada Lovelace in:name type:user`; other qualifiers are not known here. */
function searchUsers(world: World, params: URLSearchParams): Reply {
  const q = params.get('q') ?? '';
  if (q.trim() === '') return NO_QUESTION;
  const words = q.replaceAll(/\b\w+:\S+/g, ' ').replaceAll('"', ' ');
  const onlyPeople = /\btype:user\b/i.test(q);
  const found = world
    .all()
    .filter(hasGithub)
    .filter(({ github }) => !onlyPeople || github.type === undefined)
    .filter(({ github }) =>
      holdsWords(/\bin:name\b/i.test(q) ? (github.name ?? '') : `${github.name} ${github.login}`, words),
    );
  const items = found.slice(0, perPage(params)).map((one) => ({ ...simpleUser(one), score: 1 }));
  return { status: 200, body: { total_count: found.length, incomplete_results: false, items } };
}

function events(world: World, owner: Account, url: URL): Reply {
  const size = perPage(url.searchParams);
  const page = Math.max(1, Number(url.searchParams.get('page') ?? 1) || 1);
  const all = owner.github.events
    .map((event) => ({ event, at: world.timeOf(event) }))
    .toSorted((a, b) => b.at.getTime() - a.at.getTime());
  const next = new URL(`https://api.github.com${url.pathname}${url.search}`);
  next.searchParams.set('page', String(page + 1));
  const more = all.length > page * size;
  return {
    status: 200,
    headers: { 'x-poll-interval': '60', ...(more && { link: `<${next.href}>; rel="next"` }) },
    body: all.slice((page - 1) * size, page * size).map(({ event, at }) => eventBody(owner, event, at)),
  };
}

/** `public-user` */
function userBody(one: Account): object {
  const { name, company, blog, location, email, bio, followers, since } = one.github;
  return {
    ...simpleUser(one),
    name: name ?? null,
    company: company ?? null,
    blog: blog ?? '',
    location: location ?? null,
    email: email ?? null,
    hireable: null,
    bio: bio ?? null,
    twitter_username: null,
    public_repos: 3 + (followers % 40),
    public_gists: followers % 7,
    followers,
    following: 5 + (followers % 60),
    created_at: since,
    updated_at: since,
  };
}

function socialAccounts(one: Account): object[] {
  return (one.github.social ?? []).map((url) => ({
    provider: url.startsWith('https://bsky.app/') ? 'bluesky' : 'generic',
    url,
  }));
}
