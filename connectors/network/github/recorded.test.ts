import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Failure } from '../../../src/core/failure.ts';
import { Post } from '../../../src/core/post.ts';
import type { Network } from '../../../src/ports/network.ts';
import type { Reply } from '../../../tests/contract/stage.ts';
import { play, person, postsAfter } from './kit.ts';

const require = createRequire(import.meta.url);
const at = dirname(
  require.resolve('@octokit/fixtures/scenarios/api.github.com/errors/normalized-fixture.json'),
);

/** One recorded answer of api.github.com, in the normalised form in which GitHub's own client is tested by it. */
const Answer = z.object({
  method: z.string(),
  path: z.string(),
  status: z.number(),
  response: z.unknown(),
  headers: z.record(z.string(), z.unknown()),
});
type Answer = z.output<typeof Answer>;

const SCENARIOS = readdirSync(join(at, '..')).map((scenario) => ({
  scenario,
  answers: z
    .array(Answer)
    .parse(JSON.parse(readFileSync(join(at, '..', scenario, 'normalized-fixture.json'), 'utf8'))),
}));
const ALL = SCENARIOS.flatMap(({ answers }) => answers);

/** The answer as it came, but for what only describes how it was carried. */
function asReplied({ status, response, headers }: Answer): Reply {
  const carried = new Set(['content-length', 'content-encoding', 'transfer-encoding', 'connection']);
  const kept = Object.entries(headers).filter(([name]) => !carried.has(name));
  return {
    status,
    body: response,
    headers: Object.fromEntries(kept.map(([name, value]) => [name, String(value)])),
  };
}

const ada = await person();

const QUESTIONS: readonly (readonly [string, (network: Network) => Promise<unknown>])[] = [
  ['profile by handle', (network) => network.profile({ handle: 'ada-lovelace' })],
  ['profile by id', (network) => network.profile({ id: '583231' })],
  ['search', async (network) => network.search?.('Ada Lovelace')],
  ['posts', async (network) => network.posts?.(ada, { limit: 50 })],
];

/** What one answer is when it is all that GitHub says. */
async function outcomeOf(answer: Answer, ask: (network: Network) => Promise<unknown>): Promise<unknown> {
  let outcome: unknown;
  await play(
    () => asReplied(answer),
    async (network) => {
      outcome = await ask(network).catch((error: unknown) => error);
    },
  );
  return outcome;
}

/** Everything of a shape in what GitHub answered, however deep it stands. */
function every<S extends z.ZodType>(value: unknown, shape: S): readonly z.output<S>[] {
  const read = shape.safeParse(value);
  if (read.success) return [read.data];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap((inside) => every(inside, shape));
}

const Thread = z.looseObject({
  number: z.number(),
  title: z.string(),
  html_url: z.string(),
  created_at: z.string(),
  user: z.object({ id: z.number() }),
  comments: z.number(),
});
const Release = z.looseObject({ id: z.number(), tag_name: z.string(), html_url: z.string() });

describe('What api.github.com was recorded to answer', () => {
  it('is there whole: every scenario of GitHub’s own fixtures', () => {
    expect([SCENARIOS.length, ALL.length]).toEqual([22, 71]);
  });

  it.each(QUESTIONS)(
    'is an answer or a named failure, whichever it is, to a question for %s',
    async (_, ask) => {
      for (const answer of ALL) {
        const outcome = await outcomeOf(answer, ask);
        const why = `${answer.method} ${answer.path} ${answer.status}`;
        if (outcome instanceof Error) expect(outcome, why).toBeInstanceOf(Failure);
        // Nobody in these scenarios is the person who was asked about.
        else expect(outcome ?? [], why).toEqual([]);
      }
    },
  );

  it('is called by its name where GitHub refused or found nothing', async () => {
    const refused = ALL.filter(({ status }) => status >= 400);
    expect(refused.map(({ status }) => status)).toEqual([404, 422, 422]);
    for (const answer of refused) {
      const outcome = await outcomeOf(answer, (network) => network.profile({ handle: 'ada-lovelace' }));
      if (answer.status === 404) expect(outcome).toBeUndefined();
      else expect(outcome).toMatchObject({ kind: 'rejected' });
    }
  });

  it('says in words what its issues say, each once, under a number that a rename does not change', async () => {
    const threads = every(
      ALL.map(({ response }) => response),
      Thread,
    );
    expect(threads.length).toBeGreaterThan(10);
    for (const thread of threads) {
      const [post, ...more] = await postsAfter([
        { type: 'IssuesEvent', payload: { action: 'opened', issue: thread } },
      ]);
      expect(more).toEqual([]);
      expect(Post.safeParse(post).error).toBeUndefined();
      expect(post).toMatchObject({ kind: 'issue', id: `1000#${thread.number}`, url: thread.html_url });
      expect(post?.text.split('\n')[0]).toBe(thread.title);
    }
  });

  it('says in words what its releases say', async () => {
    const releases = every(
      ALL.map(({ response }) => response),
      Release,
    );
    expect(releases.length).toBeGreaterThan(1);
    for (const release of releases) {
      const posts = await postsAfter([{ type: 'ReleaseEvent', payload: { action: 'published', release } }]);
      expect(posts).toMatchObject([{ kind: 'release', id: `release:${release.id}`, url: release.html_url }]);
    }
  });
});
