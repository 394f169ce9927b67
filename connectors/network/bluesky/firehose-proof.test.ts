import { decodeAll, encode } from '@atproto/lex-cbor';
import { describe, expect, it } from 'vitest';
import { listenTo } from '../../../tests/contract/network/listen-kit.ts';
import type { ListenKit } from '../../../tests/contract/network/listen-kit.ts';
import { NOW } from '../../../tests/contract/stage.ts';
import recorded from './fixtures/firehose.json' with { type: 'json' };
import { bluesky } from './index.ts';
import { listen } from './listen.ts';

type Body = Record<string, unknown> & { readonly ops: readonly Record<string, unknown>[] };

/** A recorded commit, as of now; `changed` is what a relay made of it on the way. */
function commit(kind: 'twoPosts' | 'deletion', changed: (body: Body) => object = () => ({})): Uint8Array {
  const [header, body] = [...decodeAll(Buffer.from(recorded[kind], 'base64'))] as unknown as [object, Body];
  const sent = { ...body, time: NOW.toISOString(), ...changed(body) };
  return Buffer.concat([encode(header as never), encode(sent as never)]);
}

const kit = {
  settings: { base: 'https://public.api.bsky.app', stream: 'firehose' },
  ask: (_: unknown, read: (answer: object) => unknown) =>
    Promise.resolve(read({ status: 200, json: () => recorded.document })),
} as unknown as ListenKit;

/** What is heard of a commit: the words of a post, the end of one, or that the person has to be asked for. */
async function heardOf(frame: Uint8Array): Promise<readonly string[]> {
  const { heard } = await listenTo(bluesky, kit, { whom: new Set([recorded.did]), batches: [[frame]] });
  return heard
    .flatMap(({ body }) => listen.events(body))
    .map((event) => (event.kind === 'said' ? event.post.text : event.kind));
}

const swapped = ([first, second, ...rest]: Body['ops']) => [
  { ...first, cid: second?.['cid'] },
  { ...second },
  ...rest,
];

describe('a commit of the firehose', () => {
  it('that its author signed is believed as a whole, and nobody is asked', async () => {
    expect(await heardOf(commit('twoPosts'))).toEqual(['It fails, since today', 'It works again']);
    expect(await heardOf(commit('deletion'))).toEqual(['unsaid']);
  });

  it('of which a part is not what its author signed is believed in the rest, and the author is asked for', async () => {
    const one = commit('twoPosts', ({ ops }) => ({ ops: swapped(ops) }));
    expect(await heardOf(one)).toEqual(['It works again', 'profile changed']);
  });

  it('that claims more than its author signed makes the author be asked for, beside what is true', async () => {
    const more = commit('twoPosts', ({ ops }) => ({
      ops: [...ops, { ...ops[0], path: 'app.bsky.feed.post/3n3e5wkzzzzzz' }],
    }));
    expect(await heardOf(more)).toEqual(['It fails, since today', 'It works again', 'profile changed']);
  });

  it('that claims an end which the author did not sign ends nothing', async () => {
    const lie = commit('twoPosts', ({ ops }) => ({
      ops: [{ ...ops[0], action: 'delete', cid: null }, ops[1]],
    }));
    expect(await heardOf(lie)).toEqual(['It works again', 'profile changed']);
  });
});
