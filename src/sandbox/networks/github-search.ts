import type { GithubEvent } from '../people/person.ts';
import { issueBody } from './github-events.ts';
import { perPage, simpleUser } from './github-user.ts';
import type { Account } from './github-user.ts';
import type { Reply } from './reply.ts';
import { hasGithub, holdsWords, numberOf } from './world.ts';
import type { World } from './world.ts';

const API = 'https://api.github.com';

/** Nothing was asked for. */
export const NO_QUESTION: Reply = {
  status: 422,
  body: {
    message: 'Validation Failed',
    errors: [{ resource: 'Search', field: 'q', code: 'missing' }],
    documentation_url: 'https://docs.github.com/rest',
    status: '422',
  },
};

interface Issue {
  readonly by: Account;
  readonly event: GithubEvent;
  readonly at: Date;
}

/**
 * `GET /search/issues`: `q="customs labels" created:>=2026-03-01T12:00:00Z is:public`. Words and phrases are looked for in
 * the titles and the texts of the issues that the sample people opened until now; other qualifiers than the age are not
 * known here. Newest first.
 */
export function searchIssues(world: World, params: URLSearchParams): Reply {
  const q = params.get('q') ?? '';
  const asked = wordsIn(q);
  if (asked.length === 0) return NO_QUESTION;
  const since = /(?:^|\s)created:>=(\S+)/.exec(q)?.[1];
  const after = since === undefined ? -Infinity : Date.parse(since);
  const found = issuesIn(world)
    .filter(({ at }) => at.getTime() >= after)
    .filter(({ event: { title = '', text = '' } }) => asked.every((one) => holds(`${title} ${text}`, one)))
    .toSorted((a, b) => b.at.getTime() - a.at.getTime());
  const items = found.slice(0, perPage(params)).map((one) => ({ ...issueItem(one), score: 1 }));
  return { status: 200, body: { total_count: found.length, incomplete_results: false, items } };
}

/** `GET /repos/{owner}/{name}`; undefined where nobody of the sample said anything in it. */
export function repository(world: World, name: string): Reply | undefined {
  const known = world
    .all()
    .filter(hasGithub)
    .flatMap(({ github }) => github.events.map(({ repo }) => repo));
  if (!known.includes(name)) return undefined;
  const [owner = ''] = name.split('/');
  const body = {
    ...{ id: numberOf(name), name: name.slice(owner.length + 1), full_name: name, private: false },
    ...{ html_url: `https://github.com/${name}`, url: `${API}/repos/${name}`, fork: false },
  };
  return { status: 200, body };
}

function issuesIn(world: World): readonly Issue[] {
  return world
    .all()
    .filter(hasGithub)
    .flatMap((by) => by.github.events.map((event) => ({ by, event, at: world.timeOf(event) })))
    .filter(({ event, at }) => event.kind === 'issue' && at <= world.now());
}

/** Phrases in quotation marks, and words; no qualifiers. */
function wordsIn(q: string): readonly string[] {
  const phrases = [...q.matchAll(/"([^"]+)"/g)].map(([, phrase = '']) => phrase.trim());
  const words = q
    .replaceAll(/"[^"]*"/g, ' ')
    .split(/\s+/)
    .filter((word) => word !== '' && !/^\w+:\S+$/.test(word));
  return [...phrases, ...words].filter((one) => one !== '');
}

/** All words of a phrase, one after the other. */
function holds(text: string, phrase: string): boolean {
  const together = phrase.toLowerCase().replaceAll(/\s+/g, ' ');
  return holdsWords(text, phrase) && text.toLowerCase().replaceAll(/\s+/g, ' ').includes(together);
}

function issueItem({ by, event, at }: Issue): object {
  const created = at.toISOString().replace('.000Z', 'Z');
  const { repo, number = 1 } = event;
  return {
    ...issueBody(event),
    url: `${API}/repos/${repo}/issues/${number}`,
    repository_url: `${API}/repos/${repo}`,
    user: simpleUser(by),
    labels: [],
    created_at: created,
    updated_at: created,
    author_association: 'NONE',
  };
}
