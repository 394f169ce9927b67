import { expect } from 'vitest';
import { Post } from '../../../src/core/post.ts';
import { NOW, onStage } from '../stage.ts';
import { found, stageOf } from './kit.ts';
import type { Check } from './kit.ts';

export const POSTS: readonly Check[] = [
  {
    name: 'reads posts newest first, without repeats, under stable keys, within the range asked for',
    async run(connector, kit) {
      await onStage(connector, stageOf(kit), kit.known.site, async ({ network }) => {
        if (!network.posts) return;
        const profile = found(await network.profile({ handle: kit.known.handle }));
        const posts = await network.posts(profile, { limit: 100 });
        expect(posts.length, 'the known account should have posts').toBeGreaterThan(2);
        for (const post of posts) {
          expect(Post.safeParse(post).error).toBeUndefined();
          expect(post).toMatchObject({ network: connector.id, profile: profile.id });
          expect(post.provenance.fetchedAt).toEqual(NOW);
          expect(new URL(post.url).protocol).toMatch(/^https?:$/);
        }
        const times = posts.map((post) => post.publishedAt.getTime());
        expect(times).toEqual(times.toSorted((a, b) => b - a));
        const ids = posts.map((post) => post.id);
        expect(new Set(ids).size).toBe(ids.length);
        expect((await network.posts(profile, { limit: 100 })).map((post) => post.id)).toEqual(ids);
        expect((await network.posts(profile, { limit: 2 })).map((post) => post.id)).toEqual(ids.slice(0, 2));
        const since = posts[1]?.publishedAt ?? NOW;
        const recent = await network.posts(profile, { since, limit: 100 });
        expect(recent.map((post) => post.id)).toEqual(
          posts.filter((p) => p.publishedAt >= since).map((p) => p.id),
        );
      });
    },
  },
  {
    name: 'ends, though every page of posts names a next one',
    async run(connector, kit) {
      if (!kit.endless) return;
      await onStage(connector, stageOf(kit), kit.endless, async ({ network, requests }) => {
        const profile = found(await network.profile({ handle: kit.known.handle }));
        const before = requests.length;
        const posts = (await network.posts?.(profile, { limit: 1_000_000 })) ?? [];
        expect(requests.length - before).toBeLessThanOrEqual(20);
        expect(new Set(posts.map((post) => post.id)).size).toBe(posts.length);
      });
    },
  },
];
