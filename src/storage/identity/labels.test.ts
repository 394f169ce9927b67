import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshStore } from '../../../tests/support/database.ts';
import type { FreshStore } from '../../../tests/support/database.ts';
import type { Answer } from '../../core/identity/answer.ts';
import { FIELDS } from '../../core/identity/matcher/comparisons.ts';
import type { Comparison } from '../../core/identity/matcher/comparisons.ts';
import { SHIPPED } from '../../core/identity/matcher/shipped.ts';
import { ContactId, installationOf } from '../../core/ids.ts';
import type { InstallationId } from '../../core/ids.ts';
import { aContact, aLink, aProfile, aSignal, at, aVerdict, keyOfBluesky } from '../testbed.ts';

let db: FreshStore;
beforeAll(async () => {
  db = await freshStore();
});
afterAll(() => db.close());

const id = (text: string) => ContactId.parse(text);
let fresh = 0;
const alone = () => installationOf('hubspot', `labels-${fresh++}`);
const answer = (rarity: number): Answer => {
  const comparison = Object.fromEntries(FIELDS.map((field) => [field, 0])) as Comparison;
  return { pair: { network: 'bluesky', comparison, rarity: [rarity, 0, 0, 0] }, rivals: [] };
};
const labels = async (place: InstallationId) =>
  (await db.store.inside(place, (w) => w.matching.labels())).map(({ pair, same }) => [pair.rarity[0], same]);

describe('what is learnt from', () => {
  it('is the newest word on each link, unless it was taken back, in one order', async () => {
    const place = alone();
    await db.store.inside(place, async (w) => {
      await w.links.decide(aVerdict('1', 'p', 'confirmed', 0), answer(1));
      await w.links.decide(aVerdict('1', 'p', 'rejected', 5), answer(2));
      await w.links.decide(aVerdict('1', 'q', 'confirmed', 3), answer(3));
      await w.links.decide(aVerdict('2', 'p', 'confirmed', 1), answer(4));
      await w.links.decide(aVerdict('2', 'p', 'withdrawn', 2), answer(4));
      await w.links.decide(aVerdict('3', 'p', 'confirmed', 4));
    });
    expect(await labels(place)).toEqual([
      [2, false],
      [3, true],
    ]);
    expect(await labels(alone())).toEqual([]);
  });

  it('outlives the profile, and not the person who is erased', async () => {
    const place = alone();
    await db.store.inside(place, async (w) => {
      await w.contacts.keep([aContact('1')]);
      await w.profiles.keep([aProfile('p')]);
      await w.links.decide(aVerdict('1', 'p', 'confirmed'), answer(1));
      await w.profiles.remove(keyOfBluesky('p'));
    });
    expect(await labels(place)).toEqual([[1, true]]);
    await db.store.inside(place, (w) => w.contacts.erase(id('1'), at(0)));
    expect(await labels(place)).toEqual([]);
  });
});

describe('a model that was learnt', () => {
  it('is in force until there is another, and the same again is no other', async () => {
    const place = alone();
    const inForce = () => db.store.inside(place, (w) => w.matching.learnt());
    const keep = (version: string) =>
      db.store.inside(place, (w) => w.matching.keep({ ...SHIPPED, version, intercept: 7 }, 3, at(0)));
    expect(await inForce()).toEqual({ model: SHIPPED, generation: 0 });
    await keep('a');
    await keep('a');
    expect(await inForce()).toMatchObject({ model: { version: 'a', intercept: 7 }, generation: 1 });
    await db.store.inside(place, (w) => w.matching.keep(SHIPPED, 0, at(0)));
    expect(await inForce()).toEqual({ model: SHIPPED, generation: 2 });
  });

  it('has all weighed again that an earlier one weighed, those first that wait to be decided, each once', async () => {
    const place = alone();
    const ids = ['a', 'b', 'c', 'd', 'e'];
    await db.store.inside(place, async (w) => {
      await w.contacts.keep(ids.map((one) => aContact(one)));
      await w.profiles.keep([aProfile('p')]);
      for (const one of ids) {
        const waits = one === 'e' ? [aLink(one, 'p', { status: 'suggested', asking: 1 })] : [];
        await w.links.derive(id(one), waits, one === 'd' ? undefined : 0);
      }
    });
    const due = (limit: number) => db.store.inside(place, (w) => w.matching.weighedBefore(1, limit));
    expect(await due(1)).toEqual(['a', 'e']);
    expect(await due(9)).toEqual(['b', 'c']);
    expect(await due(9)).toEqual([]);
  });
});

describe('erasing a person who was two contacts', () => {
  it('erases both, and leaves nothing of either in any table', async () => {
    const place = alone();
    await db.store.inside(place, async (w) => {
      await w.contacts.keep([aContact('gone-7', { name: 'Ada' }), aContact('stays-7', { name: 'Ada' })]);
      await w.profiles.keep([aProfile('hers-7', { name: 'Ada Quist', employer: 'Engines' })]);
      for (const one of ['gone-7', 'stays-7']) {
        await w.links.derive(id(one), [aLink(one, 'hers-7')], 0);
        await w.links.keepFound(id(one), [keyOfBluesky('hers-7')]);
        await w.links.decide(aVerdict(one, 'hers-7', 'confirmed'), answer(1));
        await w.signals.derive(id(one), [aSignal('hers-7')]);
      }
      await w.contacts.remove(id('gone-7'), id('stays-7'));
      await w.contacts.erase(id('stays-7'), at(9));
      expect(await w.contacts.keep([aContact('gone-7'), aContact('stays-7')])).toEqual([]);
    });
    const { rows } = await db.pool.query<{ name: string }>(
      "select tablename as name from pg_tables where schemaname = 'kith' and tablename <> 'migration'",
    );
    // Hashes that keep them from coming back, and what those are made under.
    const hashes = ['erased', 'erasure_salt', 'tombstone', 'secret'];
    for (const { name } of rows) {
      const left = await db.pool.query<{ row: string }>(
        `select t::text as row from kith.${name} t where installation_id = $1`,
        [place],
      );
      expect(
        left.rows.filter(({ row }) => /(?:hers|gone|stays)-7/.test(row) || !hashes.includes(name)),
      ).toEqual([]);
    }
  });
});
