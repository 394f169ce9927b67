import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshStore } from '../../tests/support/database.ts';
import type { FreshStore } from '../../tests/support/database.ts';
import { ContactId, installationOf } from '../core/ids.ts';
import { aContact, aLink, aPost, aProfile, at, bluesky } from '../storage/testbed.ts';
import { scoreProfile } from './score-profile.ts';

let db: FreshStore;
beforeAll(async () => {
  db = await freshStore();
});
afterAll(() => db.close());

const NOW = at(3_600);

/** Five posts of one profile that were each liked so often. */
function saidBy(id: string, likes: number) {
  return Array.from({ length: 5 }, (_, n) => ({ ...aPost(`${id}-${n}`, id), counts: { likes } }));
}

it('scores by the echo of what was said, once enough of others is known', async () => {
  const place = installationOf('hubspot', 'influence');
  const all = Array.from({ length: 12 }, (_, n) => aProfile(`p${n}`, { counts: { followers: 100 + n } }));
  await db.store.inside(place, async (w) => {
    await w.contacts.keep([aContact('c')]);
    await w.profiles.keep(all);
    const ada = ContactId.parse('c');
    await w.links.derive(ada, [aLink('c', 'p0'), aLink('c', 'p11')]);
    const parts = async (id: string) => {
      const facts = await w.record.rows(ada);
      const influence = facts?.profiles.find((one) => one.id === id)?.influence;
      return influence?.known ? influence.because.map(({ part }) => part) : [];
    };
    for (const [n, one] of all.entries()) await scoreProfile(w, one, saidBy(one.id, n), NOW);
    expect(await parts('p0')).toEqual(['reach']);
    expect(await parts('p11')).toEqual(['reach', 'resonance']);
    const echoes = await w.profiles.echoesOn(bluesky);
    expect(echoes.find(({ id }) => id === 'p11')?.received).toBeCloseTo(5 * 11, 0);
  });
});
