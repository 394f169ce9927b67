import { describe, expect, it } from 'vitest';
import { Post } from '../../../src/core/post.ts';
import { Profile } from '../../../src/core/profile.ts';
import type { NetworkConnector } from '../../../src/ports/network.ts';
import { NOW, questionOf } from '../stage.ts';
import { failureOf } from './kit.ts';
import { extended, shownBy } from './manners.ts';
import { always, failingAt, keptPost, MOST, readThread } from './thread-kit.ts';
import type { ThreadCheck, ThreadKit } from './thread-kit.ts';

/** So many requests a thread costs at the most. */
const REQUESTS = 100;
const FEW = 3;
const DAY_MS = 86_400_000;

/** The contract of a network whose threads are read, sentence by sentence. */
export const THREAD_CHECKS: readonly ThreadCheck[] = [
  {
    name: 'says who said what in a conversation, each post once, under the ids of posts',
    async run(connector, kit) {
      const { found } = await readThread(connector, kit);
      expect(found).toMatchObject(kit.found);
      expect(found).toHaveLength(kit.found.length);
      for (const { post, by } of found) {
        expect([Post.safeParse(post).error, Profile.safeParse(by).error]).toEqual([undefined, undefined]);
        expect([post.profile, post.network, post.provenance.fetchedAt]).toEqual([by.id, connector.id, NOW]);
        for (const url of [post.url, by.url]) expect(new URL(url).protocol).toMatch(/^https?:$/);
      }
      expect(new Set(found.map(({ post }) => post.id)).size).toBe(found.length);
    },
  },
  {
    name: 'holds nothing for longer than the terms allow',
    concerns: ({ terms }) => terms.keepForDays !== undefined,
    async run(connector, kit) {
      const until = NOW.getTime() + (connector.terms.keepForDays ?? 0) * DAY_MS;
      for (const { post, by } of (await readThread(connector, kit)).found)
        for (const { keepUntil } of [post.provenance, by.provenance])
          expect(keepUntil?.getTime() ?? Infinity).toBeLessThanOrEqual(until);
    },
  },
  {
    name: 'says nothing of what was taken away, and what answered it still says so',
    concerns: (_, { taken }) => taken !== undefined,
    async run(connector, kit) {
      const { found } = await readThread(connector, kit);
      const said = new Set<string>(found.map(({ post }) => post.id));
      const answered = new Set<string | undefined>(found.map(({ post }) => post.inReplyTo));
      for (const id of kit.taken ?? []) expect([said.has(id), answered.has(id)], id).toEqual([false, true]);
    },
  },
  {
    name: 'marks who does not want to be shown',
    concerns: (_, { reserved }) => reserved !== undefined,
    async run(connector, kit) {
      const { found } = await readThread(connector, kit);
      const marked = found.filter(({ by }) => by.reserved).map(({ by }) => by.id);
      expect(marked.toSorted()).toEqual(kit.reserved?.toSorted());
    },
  },
  {
    name: 'ends, however long the conversation is',
    async run(connector, kit) {
      const { found, requests } = await readThread(connector, kit, { site: kit.endless });
      expect(found.length).toBeGreaterThan(10);
      expect(found.length).toBeLessThanOrEqual(MOST);
      expect(requests.length).toBeLessThanOrEqual(REQUESTS);
    },
  },
  {
    name: 'reads no more posts than it is asked for',
    async run(connector, kit) {
      const { found } = await readThread(connector, kit, { site: kit.endless, most: FEW });
      expect(found.length).toBeGreaterThan(0);
      expect(found.length).toBeLessThanOrEqual(FEW);
    },
  },
  {
    name: 'finds nothing where it is gone',
    async run(connector, kit) {
      const site = kit.gone ?? always({ status: 404, body: { message: 'Not Found' } });
      expect((await readThread(connector, kit, { site })).found).toEqual([]);
    },
  },
  {
    name: 'asks nothing about what is no conversation of its own',
    async run(connector, kit) {
      const id = Post.shape.id.parse('../x y');
      const foreign = { id, conversation: id, url: 'https://elsewhere.example/1' };
      const post = keptPost(connector, kit, foreign);
      expect(await readThread(connector, kit, { post })).toEqual({ found: [], requests: [] });
    },
  },
  {
    name: 'calls a network that is down unavailable, whichever of its requests fails, and asks none of them twice',
    async run(connector, kit) {
      const { requests } = await readThread(connector, kit);
      expect(new Set(requests.map(questionOf)).size).toBe(requests.length);
      for (const nth of requests.keys()) {
        const site = failingAt(nth + 1, kit.site, { status: 503, body: 'down' });
        const why = `request ${nth + 1} of ${requests.length}`;
        const failure = await failureOf(readThread(connector, kit, { site }), why);
        expect(failure.kind, why).toBe('unavailable');
      }
    },
  },
  {
    name: 'passes on how long it is asked to wait',
    async run(connector, kit) {
      const site = always({ status: 429, headers: { 'retry-after': '7' }, body: {} });
      const failure = await failureOf(readThread(connector, kit, { site }), 'answered 429');
      expect([failure.kind, failure.retryAfterMs]).toEqual(['rate-limited', 7_000]);
    },
  },
  {
    name: 'calls an unknown shape malformed and never guesses',
    async run(connector, kit) {
      for (const body of [{ posts: 7, items: 7 }, [[1]], '{"cut":']) {
        const headers = { 'content-type': 'application/json' };
        const site = always({ body, headers });
        const failure = await failureOf(readThread(connector, kit, { site }), JSON.stringify(body));
        expect(failure.kind).toBe('malformed');
      }
    },
  },
  {
    name: 'does not mind fields it does not know',
    async run(connector, kit) {
      const plain = await readThread(connector, kit);
      const more = await readThread(connector, kit, { site: (asked) => extended(kit.site(asked)) });
      expect(more.found).toEqual(plain.found);
    },
  },
  {
    name: 'shows no secret in an error',
    concerns: (_, { secret }) => secret !== undefined,
    async run(connector, kit) {
      for (const status of [200, 400, 401, 403, 429, 500]) {
        const site = always({ status, body: { message: kit.secret, items: [kit.secret] } });
        const failure = await failureOf(readThread(connector, kit, { site }), `answered ${status}`);
        expect(shownBy(failure)).not.toContain(kit.secret);
      }
    },
  },
];

/** Every connector that reads threads calls this once from its own test. */
export function threadContract(connector: NetworkConnector, kit: ThreadKit): void {
  describe(`${connector.title} keeps the contract of a network whose threads are read: it`, () => {
    const concerned = THREAD_CHECKS.filter(({ concerns }) => concerns?.(connector, kit) ?? true);
    it.each(concerned)('$name', async ({ run }) => run(connector, kit));
  });
}
