import { Post } from '../../../src/core/post.ts';
import type { Mention } from '../../../src/ports/listening.ts';
import type { NetworkConnector } from '../../../src/ports/network.ts';
import { NOW, onStage } from '../stage.ts';
import type { Asked, Reply, Site } from '../stage.ts';

/** What the own test of a network whose threads are read brings: a post, and what its recorded answers hold. */
export interface ThreadKit {
  readonly origin: string;
  readonly settings: Readonly<Record<string, unknown>>;
  /** The setting that must stay secret, where threads are asked for with one. */
  readonly secret?: string;
  /** What is known of the post before the thread is read. */
  readonly post: Partial<Post> & Pick<Post, 'id' | 'conversation' | 'url'>;
  readonly site: Site;
  /** What it finds, in part and in order. */
  readonly found: readonly object[];
  /** Ids of posts that were taken away there and that posts of `found` answer. */
  readonly taken?: readonly string[];
  /** Ids of profiles of `found` who do not want to be shown. */
  readonly reserved?: readonly string[];
  /** A conversation that has no end. */
  readonly endless: Site;
  /** How a post that is gone is answered; as 404 unless told. */
  readonly gone?: Site;
}

/** One sentence of the contract; rejects when the connector breaks it. */
export interface ThreadCheck {
  readonly name: string;
  /** Whether it concerns a network like this one; it does unless told. */
  readonly concerns?: (connector: NetworkConnector, kit: ThreadKit) => boolean;
  run(connector: NetworkConnector, kit: ThreadKit): Promise<void>;
}

/** So many posts are asked for. */
export const MOST = 100;

/** The post of the kit, as it is kept. */
export function keptPost({ id }: NetworkConnector, { post }: ThreadKit, changes: Partial<Post> = {}): Post {
  return Post.parse({
    ...{ network: id, profile: 'x', kind: 'post', text: 'x', publishedAt: NOW, counts: {} },
    provenance: { source: id, url: post.url, fetchedAt: NOW, basis: 'published by the person' },
    ...post,
    ...changes,
  });
}

interface Reading {
  /** Rejects with what the network's answer led to. */
  readonly found: readonly Mention[];
  readonly requests: readonly Asked[];
}

/** What a connector reads of a thread out of a recorded network. @throws what the connector throws */
export async function readThread(
  connector: NetworkConnector,
  kit: ThreadKit,
  { site = kit.site, post = keptPost(connector, kit), most = MOST } = {},
): Promise<Reading> {
  let answer: Promise<readonly Mention[]> = Promise.resolve([]);
  let requests: readonly Asked[] = [];
  await onStage(connector, kit, site, async (stage) => {
    answer = stage.network.thread?.(post, most) ?? Promise.reject(new Error('it reads no threads'));
    await answer.catch(() => undefined);
    requests = stage.requests;
  });
  return { found: await answer, requests };
}

export const always =
  (reply: Reply): Site =>
  () =>
    reply;

/** As recorded, but for the nth request. */
export function failingAt(nth: number, site: Site, reply: Reply): Site {
  let count = 0;
  return (asked) => (++count === nth ? reply : site(asked));
}
