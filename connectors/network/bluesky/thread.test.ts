import { describe, expect, it } from 'vitest';
import { PostId } from '../../../src/core/ids.ts';
import { Post } from '../../../src/core/post.ts';
import { threadContract } from '../../../tests/contract/network/thread.ts';
import { NOW, onStage } from '../../../tests/contract/stage.ts';
import type { Site } from '../../../tests/contract/stage.ts';
import feed from './fixtures/author-feed.json' with { type: 'json' };
import { bluesky } from './index.ts';

const origin = 'https://public.api.bsky.app';
const uriOf = (who: string, key: string) => `at://did:plc:${who}/app.bsky.feed.post/${key}`;
const ROOT = uriOf('ada', 'k1');

/** A recorded post, said by somebody else and in answer to something. */
function node(who: string, key: string, to?: string, replies: readonly unknown[] = []) {
  const [recorded] = feed.feed;
  const { reply: _, embed: __, ...record } = { reply: 0, embed: 0, ...recorded?.post.record };
  const ref = (uri: string) => ({ uri, cid: 'bafy' });
  return {
    $type: 'app.bsky.feed.defs#threadViewPost',
    post: {
      ...recorded?.post,
      uri: uriOf(who, key),
      author: { did: `did:plc:${who}`, handle: `${who}.example`, displayName: who, labels: [] },
      record: { ...record, text: `Says ${key}`, ...(to && { reply: { root: ref(ROOT), parent: ref(to) } }) },
    },
    replies,
  };
}
const gone = { $type: 'app.bsky.feed.defs#notFoundPost', uri: uriOf('eve', 'k9'), notFound: true };
const shut = { $type: 'app.bsky.feed.defs#blockedPost', uri: uriOf('eve', 'k8'), blocked: true };
const notFound = { status: 400, body: { error: 'NotFound', message: 'Post not found' } };

const THREAD = node('ada', 'k1', undefined, [
  node('bob', 'k2', ROOT, [node('ada', 'k3', uriOf('bob', 'k2')), gone]),
  shut,
  node('cem', 'k4', ROOT),
]);

function endless(depth: number): object {
  return node('bob', `k${depth}`, ROOT, depth > 300 ? [] : [endless(depth + 1)]);
}

const asked = {
  ...{ id: PostId.parse(uriOf('ada', 'k3')), conversation: PostId.parse(ROOT) },
  url: 'https://bsky.app/profile/did:plc:ada/post/k3',
};

threadContract(bluesky, {
  ...{ origin, settings: {}, post: asked },
  site: () => ({ body: { thread: THREAD } }),
  found: [
    { post: { id: ROOT, kind: 'post', text: 'Says k1' }, by: { handle: 'ada.example', name: 'ada' } },
    { post: { id: uriOf('bob', 'k2'), inReplyTo: ROOT, conversation: ROOT }, by: { handle: 'bob.example' } },
    { post: { id: uriOf('cem', 'k4'), inReplyTo: ROOT }, by: { handle: 'cem.example' } },
    { post: { id: uriOf('ada', 'k3'), inReplyTo: uriOf('bob', 'k2') }, by: { handle: 'ada.example' } },
  ],
  endless: () => ({ body: { thread: endless(2) } }),
  gone: () => notFound,
});

describe('a thread on Bluesky', () => {
  const read = async (site: Site) => {
    let ids: readonly string[] = [];
    await onStage(bluesky, { origin, settings: {} }, site, async ({ network }) => {
      const provenance = {
        ...{ source: 'bluesky', url: asked.url, fetchedAt: NOW },
        basis: 'published by the person' as const,
      };
      const post = {
        network: bluesky.id,
        profile: 'did:plc:ada',
        kind: 'reply',
        text: 'x',
        publishedAt: NOW,
      };
      const found = await network.thread?.(Post.parse({ ...post, counts: {}, provenance, ...asked }), 100);
      ids = (found ?? []).map((one) => one.post.id);
    });
    return ids;
  };

  it('whose beginning is gone is read around the post itself, up and down', async () => {
    const around = {
      ...node('ada', 'k3', uriOf('bob', 'k2'), [node('cem', 'k5', asked.id)]),
      parent: node('bob', 'k2', ROOT),
    };
    const ids = await read(({ url }) =>
      url.searchParams.get('uri') === ROOT ? notFound : { body: { thread: around } },
    );
    expect(ids).toEqual([asked.id, uriOf('bob', 'k2'), uriOf('cem', 'k5')]);
  });

  it('keeps what is read when one of its posts has a shape that nobody knows', async () => {
    const strange = { $type: 'app.bsky.feed.defs#threadViewPost', post: { uri: 7 } };
    const ids = await read(() => ({
      body: { thread: node('ada', 'k1', undefined, [strange, node('bob', 'k2', ROOT)]) },
    }));
    expect(ids).toEqual([ROOT, uriOf('bob', 'k2')]);
  });
});
