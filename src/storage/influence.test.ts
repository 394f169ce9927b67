import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshStore } from '../../tests/support/database.ts';
import type { FreshStore } from '../../tests/support/database.ts';
import { installationOf, NetworkId } from '../core/ids.ts';
import { aProfile, bluesky, keyOfBluesky } from './testbed.ts';

let db: FreshStore;
beforeAll(async () => {
  db = await freshStore();
});
afterAll(() => db.close());

describe('the echo of what profiles say', () => {
  it('is kept with its profile and told of one network, without those of whom nothing was heard', async () => {
    const place = installationOf('hubspot', 'echoes');
    const some = [
      aProfile('loud', { counts: { followers: 7 } }),
      aProfile('unsized', { counts: {} }),
      aProfile('silent'),
      aProfile('elsewhere', { network: NetworkId.parse('github') }),
    ];
    await db.store.inside(place, async (w) => {
      await w.profiles.keep(some);
      const unknown = { known: false, says: 'Too little known.' } as const;
      for (const one of some) {
        const posts = one.id === 'silent' ? 0 : 2.5;
        await w.profiles.score(one, unknown, { posts, received: 4 * posts });
      }
      await w.profiles.score(keyOfBluesky('loud'), unknown);
      const told = [...(await w.profiles.echoesOn(bluesky))].toSorted((a, b) => (a.id < b.id ? -1 : 1));
      expect(told).toEqual([
        { ...keyOfBluesky('loud'), posts: 2.5, received: 10, followers: 7 },
        { ...keyOfBluesky('unsized'), posts: 2.5, received: 10 },
      ]);
    });
  });
});
