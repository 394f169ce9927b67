import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { happeningOf } from '../../connectors/network/bluesky/happening.ts';
import { account, openWorlds } from '../../tests/support/world.ts';
import type { World } from '../../tests/support/world.ts';
import { DeliveryId, NetworkId } from '../core/ids.ts';
import type { Profile } from '../core/profile.ts';
import { heardOf } from '../ports/stream.ts';
import { readAgain } from './listened.ts';

let worlds: Awaited<ReturnType<typeof openWorlds>>;
beforeAll(async () => {
  worlds = await openWorlds();
});
afterAll(() => worlds.close());

const BLUESKY = NetworkId.parse('bluesky');
const DID = 'did:plc:44ybard66vv44zksje25o7dz';
const hers = account('bluesky', DID, { handle: 'ada.test', name: 'Ada Quist', bio: 'Engines' });
const HOUR = 3_600;

async function known(w: World): Promise<void> {
  w.has(hers);
  await w.save({ id: '1', name: 'Ada Quist', handles: ['bluesky:ada.test'] });
  await w.work();
}

/** Keeps what was heard as the listener does. @param ago seconds ago, when it happened. */
async function hears(w: World, told: object, { ago = 0, did = DID } = {}): Promise<void> {
  const time_us = (w.now().getTime() - ago * 1000) * 1000;
  const happened = happeningOf({ did, time_us, ...told }, w.now());
  if (!happened) throw new Error('nothing was heard');
  const id = DeliveryId.parse(`bluesky:${happened.id}`);
  const delivery = { installation: w.installation, connector: 'bluesky', receivedAt: w.now() };
  await w.deps.store.keepDeliveries([{ ...delivery, id, body: happened.body }]);
}

let revs = 0;
const said = (text: string, rkey: string) => {
  const record = { text, createdAt: '2026-05-01T00:00:00Z' };
  const post = { collection: 'app.bsky.feed.post', operation: 'create', rkey, record };
  return { kind: 'commit', commit: { rev: `rev${revs++}`, ...post } };
};
const fell = (status: string) => ({
  kind: 'account',
  account: { time: `${revs++}`, active: false, status },
});
const texts = async (w: World) => (await w.inside((v) => v.posts.of(hers, 9))).map(({ text }) => text);
const profile = (w: World): Promise<Profile | undefined> => w.inside((v) => v.profiles.find(hers));
const readAgainIn = (w: World) => w.inside((v) => v.tending.readAgainAfter(hers));
const isHeard = (w: World) => w.inside((v) => v.cursors.keep(heardOf(BLUESKY), 'here', w.now()));

describe('what is listened to', () => {
  it('keeps nobody who was not kept', async () => {
    const w = worlds.world();
    await known(w);
    await hears(w, said('Hello', 'a'), { did: 'did:plc:aaaaaaaaaaaaaaaaaaaaaaa2' });
    await w.work();
    expect(await w.rows('post')).toEqual([]);
    expect(await w.rows('profile')).toHaveLength(1);
  });

  it('stays when it does not stand yet where it is read, and goes when it never does', async () => {
    const w = worlds.world();
    await known(w);
    await hears(w, said('I love this engine', 'a'));
    await w.work();
    const read = () =>
      w.inside((v) =>
        v.enqueue('understand', [{ installation: w.installation, network: BLUESKY, profile: hers.id }]),
      );
    await read();
    await w.work();
    expect(await texts(w)).toEqual(['I love this engine']);
    w.pass(HOUR);
    await read();
    await w.work();
    expect(await texts(w)).toEqual([]);
  });

  it('does not silence who is known to speak since', async () => {
    const w = worlds.world();
    await known(w);
    w.pass(60);
    await hears(w, said('I am back', 'a'));
    await hears(w, fell('deactivated'), { ago: HOUR });
    await w.work();
    expect(await profile(w)).toMatchObject({ standing: 'active', bio: 'Engines' });
    expect(await texts(w)).toEqual(['I am back']);
  });

  it('keeps nothing that is said after somebody fell silent, in whatever order it arrives', async () => {
    const w = worlds.world();
    await known(w);
    w.pass(60);
    w.has({ ...hers, standing: 'deactivated' });
    await hears(w, said('later', 'b'), { ago: 1 });
    await hears(w, fell('deactivated'), { ago: 5 });
    await hears(w, said('earlier', 'a'), { ago: 9 });
    await w.work();
    expect(await texts(w)).toEqual([]);
    expect(await profile(w)).toMatchObject({ standing: 'deactivated' });
  });

  it('is gone with the account, and the link with it', async () => {
    const w = worlds.world();
    await known(w);
    await hears(w, said('Hello', 'a'), { ago: 5 });
    await hears(w, fell('deleted'));
    await w.work();
    expect(await profile(w)).toBeUndefined();
    expect(await w.links('1')).toEqual([]);
    expect(await w.inside((v) => v.posts.of(hers, 9))).toEqual([]);
  });
});

describe('reading beside listening', () => {
  async function readOften(w: World): Promise<void> {
    await known(w);
    await w.inside((v) => v.tending.read(hers, w.now(), 1));
    w.pass(2 * HOUR);
    await w.inside((v) => v.enqueue('tend', [{ installation: w.installation }]));
  }

  it('is as rare as the network’s limit for deletions allows, as long as it is listened to', async () => {
    const w = worlds.world();
    await readOften(w);
    await isHeard(w);
    await w.work();
    expect(await readAgainIn(w)).toBe(12);
  });

  it('is as often as there is something new when nobody heard anything for long', async () => {
    const w = worlds.world();
    await known(w);
    await isHeard(w);
    await readOften(w);
    await w.work();
    expect(await readAgainIn(w)).toBe(1.5);
  });

  it('is done at once, and the profile asked for, when something was missed', async () => {
    const w = worlds.world();
    await known(w);
    await w.inside((v) => v.tending.read(hers, w.now(), 12));
    w.has({ ...hers, bio: 'Other engines' });
    await readAgain(w.installation, BLUESKY, w.deps);
    expect(await w.waiting('refetch')).toHaveLength(1);
    w.pass(1);
    await isHeard(w);
    await w.work();
    expect((await profile(w))?.bio).toBe('Other engines');
    expect(await readAgainIn(w)).toBe(12);
    const [row] = await w.rows('profile');
    expect(row?.['read_at']).toEqual(w.now());
  });
});
