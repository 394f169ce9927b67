import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account, openWorlds } from '../../tests/support/world.ts';
import type { World } from '../../tests/support/world.ts';
import { DEFAULTS } from '../core/governance/settings.ts';
import { Failure } from '../core/failure.ts';
import { DeliveryId, NetworkId, PostId } from '../core/ids.ts';
import type { Profile } from '../core/profile.ts';
import type { Network, ToldOf } from '../ports/network.ts';

let worlds: Awaited<ReturnType<typeof openWorlds>>;
beforeAll(async () => {
  worlds = await openWorlds();
});
afterAll(() => worlds.close());

const INSTAGRAM = NetworkId.parse('instagram');
const bo = (id: string) => {
  const url = 'https://www.instagram.com/bo.ruiz/';
  const by = account('instagram', id, { handle: 'bo.ruiz', url });
  return { ...by, provenance: { ...by.provenance, url } };
};
const OF = '18030000000000009/17865799348089050';

/** What Instagram shows of the comment. */
function shown(by: Profile = bo('@bo.ruiz')): ToldOf {
  return {
    ...{ by, namedOnly: true },
    post: {
      ...{ network: INSTAGRAM, id: PostId.parse('17865799348089050'), profile: by.id, url: by.url },
      ...{ kind: 'mention', text: 'Does acme know that the login fails?', counts: {} },
      publishedAt: new Date('2026-05-01T00:00:00Z'),
      conversation: PostId.parse('18030000000000009'),
      provenance: by.provenance,
    },
  };
}

/** An account that hears Instagram, which shows what a test says. */
function listening(
  toldOf: NonNullable<Network['toldOf']>,
  profile: Network['profile'] = async () => undefined,
) {
  const w = worlds.world();
  const asked: string[] = [];
  w.joins('instagram', {
    profile,
    toldOf: (of) => {
      asked.push(of);
      return toldOf(of);
    },
  });
  return { w, asked };
}

let deliveries = 0;
async function mentioned(w: World): Promise<void> {
  const [media_id, comment_id] = OF.split('/');
  const change = { field: 'mentions', value: { media_id, comment_id } };
  const entry = [{ id: '17841400000000001', time: 1_777_593_600, changes: [change] }];
  await w.deps.store.keepDeliveries([
    {
      ...{ installation: w.installation, id: DeliveryId.parse(`instagram ${deliveries++}`) },
      ...{ connector: 'instagram', receivedAt: w.now() },
      body: Buffer.from(JSON.stringify({ object: 'instagram', entry })),
    },
  ]);
}

const posts = async (w: World) =>
  ((await w.rows('post')) as { profile_id: string; body: { text: string } }[]).map((row) => [
    row.profile_id,
    row.body.text,
  ]);
const WORDS = 'Does acme know that the login fails?';

describe('a mention of which a delivery tells a number', () => {
  it('has words and an author once it was read, and is read once, however often it is delivered', async () => {
    const { w, asked } = listening(async () => shown());
    await mentioned(w);
    await mentioned(w);
    await w.work();
    expect([await posts(w), asked]).toEqual([[['@bo.ruiz', WORDS]], [OF]]);
    await mentioned(w);
    await w.work();
    expect(asked).toHaveLength(1);
  });

  it('is by whoever is known under that name, and else by whoever the network shows under it', async () => {
    const known = listening(async () => shown());
    await known.w.inside(async (v) => void (await v.profiles.keep([bo('5550001')])));
    await mentioned(known.w);
    await known.w.work();
    expect(await posts(known.w)).toEqual([['5550001', WORDS]]);
    const there = listening(
      async () => shown(),
      async (at) => ('handle' in at && at.handle === 'bo.ruiz' ? bo('17841400000000777') : undefined),
    );
    await mentioned(there.w);
    await there.w.work();
    expect(await posts(there.w)).toEqual([['17841400000000777', WORDS]]);
  });

  it.each([
    ['is gone by now', async () => undefined],
    ['is not shown to us', () => Promise.reject(new Failure('forbidden', 'Instagram answered 400'))],
  ])('that %s stays known by its delivery alone', async (_, toldOf) => {
    const { w } = listening(toldOf);
    await mentioned(w);
    await w.work();
    expect(await posts(w)).toEqual([]);
    expect(await w.inside((v) => v.deliveries.list({ limit: 5 }))).toMatchObject([{ status: 'done' }]);
  });

  it('is asked for again when the network does not answer', async () => {
    const { w } = listening(() => Promise.reject(new Failure('unavailable', 'Instagram is not answering')));
    await mentioned(w);
    await expect(w.work()).rejects.toThrow('Instagram is not answering');
  });

  it('is not read where an admin switched the network off', async () => {
    const { w, asked } = listening(async () => shown());
    await w.inside((v) => v.governance.change({ ...DEFAULTS, off: [INSTAGRAM] }, {}, 'ada', w.now()));
    await mentioned(w);
    await w.work();
    expect(asked).toEqual([]);
  });
});
