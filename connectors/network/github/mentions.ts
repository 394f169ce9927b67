import { z } from 'zod';
import { ProfileId } from '../../../src/core/ids.ts';
import type { ListeningQuestion } from '../../../src/core/listening/questions.ts';
import type { Range } from '../../../src/core/newest.ts';
import { present } from '../../../src/core/present.ts';
import type { Profile } from '../../../src/core/profile.ts';
import type { Mention } from '../../../src/ports/listening.ts';
import { get, read } from './api.ts';
import type { Tools } from './api.ts';
import { opened, postOf, Thread } from './events.ts';
import type { Said } from './events.ts';
import { GITHUB } from './wire.ts';

/** Each may cost a request for its repository. */
const MOST = 20;

/** Who says something beside a thread; nobody where the account was deleted. */
export const WireSpeaker = z.object({
  id: z.number().int().positive(),
  login: z.string().min(1),
  type: z.string(),
  html_url: z.url({ protocol: /^https?$/ }),
  avatar_url: z.string().nullish(),
});
export type WireSpeaker = z.output<typeof WireSpeaker>;

/** `GET /search/issues`: issues and pull requests. It names a repository by its address only. */
const WireIssues = z.object({
  items: z.array(
    Thread.extend({
      created_at: z.coerce.date(),
      repository_url: z.url({ protocol: /^https?$/ }),
      user: WireSpeaker.nullable(),
    }),
  ),
});
type WireIssue = z.output<typeof WireIssues>['items'][number];
const WireRepository = z.object({ id: z.number().int(), private: z.boolean().optional() });

/** Issues and pull requests that anybody opened and that hold these words. */
export async function mentions(
  tools: Tools,
  question: ListeningQuestion,
  { since, limit }: Range,
): Promise<readonly Mention[]> {
  if (question.kind !== 'words') return [];
  const words = question.words.map((word) => `"${word.replaceAll(/["\\]+/g, ' ').trim()}"`);
  const after = since ? [`created:>=${since.toISOString().slice(0, 19)}Z`] : [];
  const q = [...words, ...after, 'is:public'].join(' ');
  const params = { q, sort: 'created', order: 'desc', per_page: Math.min(limit, MOST) };
  const found = await get(tools, '/search/issues', params, (answer) => read(answer, WireIssues));
  const repositories = await numbersOf(tools, found?.items ?? []);
  return (found?.items ?? []).flatMap((issue) => toMention(issue, repositories, tools.now()));
}

/** The numbers of repositories, which stay when one is renamed, by the path of their address. */
async function numbersOf(tools: Tools, issues: readonly WireIssue[]): Promise<ReadonlyMap<string, number>> {
  const paths = new Set(issues.map((issue) => pathOf(issue.repository_url)));
  const known = await Promise.all(
    [...paths].map(async (path) => {
      const there = await get(tools, path, {}, (answer) => read(answer, WireRepository));
      return there && !there.private ? ([[path, there.id]] as const) : [];
    }),
  );
  return new Map(known.flat());
}

const pathOf = (url: string) => `/repos/${new URL(url).pathname.split('/').slice(-2).join('/')}`;

function toMention(
  issue: WireIssue,
  repositories: ReadonlyMap<string, number>,
  now: Date,
): readonly Mention[] {
  const repository = repositories.get(pathOf(issue.repository_url));
  if (repository === undefined) return [];
  return mentionOf(opened(issue, repository), { user: issue.user, at: issue.created_at, now });
}

/** Nothing of bots, which are nobody, nor of who deleted their account. */
export function mentionOf(
  says: Said,
  { user, at, now }: { readonly user: WireSpeaker | null; readonly at: Date; readonly now: Date },
): readonly Mention[] {
  if (user?.type !== 'User') return [];
  const by = authorOf(user, now);
  const post = postOf(says, { author: by.id, at, now });
  return post ? [{ post, by }] : [];
}

function authorOf(user: WireSpeaker, now: Date): Profile {
  const { id, login, html_url: url, avatar_url } = user;
  return {
    ...{ network: GITHUB, id: ProfileId.parse(String(id)), handle: login.toLowerCase(), url },
    ...present({ avatar: avatar_url || undefined }),
    ...{ emails: [], states: [], counts: {}, standing: 'active', reserved: false },
    provenance: { source: GITHUB, url, fetchedAt: now, basis: 'published by the person' },
  };
}
