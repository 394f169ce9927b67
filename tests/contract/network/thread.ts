import { describe, expect, it } from 'vitest';
import { Failure } from '../../../src/core/failure.ts';
import { Post } from '../../../src/core/post.ts';
import { Profile } from '../../../src/core/profile.ts';
import type { Mention } from '../../../src/ports/listening.ts';
import type { NetworkConnector } from '../../../src/ports/network.ts';
import { NOW, onStage } from '../stage.ts';
import type { Asked, Reply, Site } from '../stage.ts';

/** What the own test of a network whose threads are read brings: a post, and what its recorded answers hold. */
interface ThreadKit {
  readonly origin: string;
  readonly settings: Readonly<Record<string, unknown>>;
  /** What is known of the post before the thread is read. */
  readonly post: Partial<Post> & Pick<Post, 'id' | 'conversation' | 'url'>;
  readonly site: Site;
  /** What it finds, in part and in order. */
  readonly found: readonly object[];
  /** A conversation that has no end. */
  readonly endless: Site;
  /** How a post that is gone is answered; as 404 unless told. */
  readonly gone?: Site;
}

const MOST = 100;
/** So many requests a thread costs at the most. */
const REQUESTS = 100;

/** Every connector that reads threads calls this once. */
export function threadContract(connector: NetworkConnector, kit: ThreadKit): void {
  const asked = Post.parse({
    ...{ network: connector.id, profile: 'x', kind: 'post', text: 'x', publishedAt: NOW, counts: {} },
    provenance: { source: connector.id, url: kit.post.url, fetchedAt: NOW, basis: 'published by the person' },
    ...kit.post,
  });
  const ask = async (site: Site, post: Post = asked) => {
    let answer: Promise<readonly Mention[]> = Promise.resolve([]);
    let requests: readonly Asked[] = [];
    await onStage(connector, kit, site, async (stage) => {
      answer = stage.network.thread?.(post, MOST) ?? Promise.reject(new Error('it reads no threads'));
      await answer.catch(() => undefined);
      requests = stage.requests;
    });
    return { found: await answer, requests };
  };
  const always =
    (reply: Reply): Site =>
    () =>
      reply;

  describe(`${connector.title}, whose threads are read,`, () => {
    it('says who said what in a conversation, each post once, under the ids of posts', async () => {
      const { found } = await ask(kit.site);
      expect(found).toMatchObject(kit.found);
      expect(found).toHaveLength(kit.found.length);
      for (const { post, by } of found) {
        expect([Post.safeParse(post).error, Profile.safeParse(by).error]).toEqual([undefined, undefined]);
        expect([post.profile, post.network, post.provenance.fetchedAt]).toEqual([by.id, connector.id, NOW]);
        expect(new URL(post.url).protocol).toMatch(/^https?:$/);
      }
      expect(new Set(found.map(({ post }) => post.id)).size).toBe(found.length);
    });

    it('ends, however long the conversation is', async () => {
      const { found, requests } = await ask(kit.endless);
      expect(found.length).toBeGreaterThan(10);
      expect(found.length).toBeLessThanOrEqual(MOST);
      expect(requests.length).toBeLessThanOrEqual(REQUESTS);
    });

    it('finds nothing where it is gone', async () => {
      const { found } = await ask(kit.gone ?? always({ status: 404, body: { message: 'Not Found' } }));
      expect(found).toEqual([]);
    });

    it('asks nothing about what is no conversation of its own', async () => {
      const foreign = {
        ...asked,
        id: Post.shape.id.parse('../x y'),
        conversation: Post.shape.id.parse('../x y'),
      };
      const url = 'https://elsewhere.example/1';
      const { found, requests } = await ask(kit.site, { ...foreign, url });
      expect([found, requests]).toEqual([[], []]);
    });

    it('is in the closed set of troubles when it is down or answers in an unknown shape', async () => {
      await expect(ask(always({ status: 503, body: {} }))).rejects.toBeInstanceOf(Failure);
      await expect(ask(always({ body: { posts: 7, items: 7 } }))).rejects.toMatchObject({
        kind: 'malformed',
      });
    });
  });
}
