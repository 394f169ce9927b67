import { describe, expect, it } from 'vitest';
import type { Profile } from '../../../src/core/profile.ts';
import type { Network } from '../../../src/ports/network.ts';
import actor from './fixtures/actor.json' with { type: 'json' };
import outbox from './fixtures/outbox.json' with { type: 'json' };
import statuses from './fixtures/statuses.json' with { type: 'json' };
import { at, page, play, refused } from './kit.ts';

const posts = async (network: Network, limit = 50) =>
  (await network.posts?.((await network.profile(at)) as Profile, { limit })) ?? [];

describe('what an account says', () => {
  it('is what it wrote for everybody, in threads, with the warning before it', async () => {
    await play({}, async (network) => {
      const said = await posts(network);
      expect(said.map(({ kind, url, text }) => [kind, url.slice(-1), text])).toEqual([
        ['reply', '9', 'And the cards <jam> again.'],
        ['post', '8', 'Weaving patterns.\nA thread.'],
        ['reply', '7', '@babbage same!'],
        ['quote', '6', 'Quite so.'],
        ['post', '3', 'Maschine, kaputt\n\nZahnräder klemmen.'],
        ['post', '1', 'First!'],
      ]);
      expect(said[0]).toMatchObject({ conversation: said[1]?.id, inReplyTo: said[1]?.id });
      expect(said[0]?.counts).toEqual({ likes: 7, replies: 2, shares: 1 });
      expect(said[2]?.conversation).toBe(said[2]?.inReplyTo);
      expect(said.map(({ names }) => names)).toEqual([
        undefined,
        undefined,
        [{ handle: 'babbage@elsewhere.example' }],
        undefined,
        undefined,
        undefined,
      ]);
      expect(said[4]?.statedLanguage).toBe('de');
    });
  });

  it('is never somebody else’s, nor under an id of another host', async () => {
    const others = statuses.map((status) => ({ ...status, account: { ...status.account, id: '1' } }));
    const forged = statuses.map((status) => ({ ...status, uri: 'https://bank.example/statuses/1' }));
    for (const body of [others, forged])
      await play({ statuses: { body } }, async (network) => expect(await posts(network)).toEqual([]));
  });

  it.each([
    ['asks for a token for posts', { statuses: refused }],
    ['asks for a token for everything', { account: refused }],
    ['has no such API', { account: page }],
  ] as const)('is read from the outbox of a server that %s', async (_, told) => {
    await play(told, async (network) => {
      const said = await posts(network);
      expect(said.map(({ kind, url, text }) => [kind, url.slice(-1), text])).toEqual([
        ['reply', '9', 'And the cards jam again.'],
        ['post', '8', 'Weaving patterns.'],
        ['reply', '7', 'same!'],
        ['quote', '3', 'Long\n\nOn looms\n\nLooms\n\nThey weave.'],
      ]);
      expect(said[0]).toMatchObject({
        conversation: said[1]?.id,
        statedLanguage: 'en',
        counts: { likes: 7, shares: 1 },
      });
      expect(said[2]).toMatchObject({
        inReplyTo: 'https://elsewhere.example/users/babbage/statuses/1',
        names: [{ profile: 'https://elsewhere.example/users/babbage' }],
      });
    });
  });

  it('ends, though every page of an outbox names a next one', async () => {
    await play({ account: refused, page: { body: outbox } }, async (network, requests) => {
      await posts(network, 1_000_000);
      expect(requests.length).toBeLessThanOrEqual(12);
    });
  });

  it('is not read from an outbox on another host', async () => {
    const elsewhere = { body: { ...actor, outbox: 'https://bank.example/outbox' } };
    await play({ account: refused, actor: elsewhere }, async (network) =>
      expect(await posts(network)).toEqual([]),
    );
  });

  it('cannot be had from a server that shows it to nobody it does not know', async () => {
    let profile: Profile | undefined;
    await play({}, async (network) => void (profile = await network.profile(at)));
    await play({ account: refused, actor: refused }, async (closed) => {
      const asked = closed.posts?.(profile as Profile, { limit: 10 });
      await expect(asked).rejects.toMatchObject({ kind: 'forbidden' });
    });
  });
});
