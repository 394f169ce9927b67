import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshStore } from '../../../tests/support/database.ts';
import type { FreshStore } from '../../../tests/support/database.ts';
import { fileContact, fileProfile } from '../../core/identity/matcher/filing.ts';
import { ContactId, installationOf, NetworkId } from '../../core/ids.ts';
import type { InstallationId } from '../../core/ids.ts';
import type { Profile } from '../../core/profile.ts';
import type { Workspace } from '../../ports/store.ts';
import { aContact, aLink, aProfile, at, bluesky, keyOfBluesky } from '../testbed.ts';
import { numberOf } from './number.ts';

let db: FreshStore;
beforeAll(async () => {
  db = await freshStore();
});
afterAll(() => db.close());

const id = (text: string) => ContactId.parse(text);
const github = NetworkId.parse('github');
let fresh = 0;
const alone = () => installationOf('hubspot', `filed-${fresh++}`);
const ada = aContact('1', { name: 'Ada Quist', emails: ['ada.quist@quist.example'], company: 'Northwind' });
const named = (handle: string, name: string, more: Parameters<typeof aProfile>[1] = {}) =>
  aProfile(handle, { handle, name, ...more });

async function idsFor(place: InstallationId, contact = ada, networks = [bluesky, github]) {
  const found = await db.store.inside(place, (w) => w.profiles.candidates(contact, networks));
  return found.map((profile) => profile.id);
}

describe('the profiles that may be a contact’s', () => {
  it('are found by the name, by a short form of it, by initials and by the mail address', async () => {
    const place = alone();
    const kept = [
      named('whole', 'Ada Quist'),
      named('adaquist', 'A.'),
      named('aquist', ''),
      named('turned', 'Quist Ada'),
      named('stranger', 'Bo Ruiz'),
    ];
    await db.store.inside(place, (w) => w.profiles.keep(kept));
    expect((await idsFor(place)).toSorted()).toEqual(['adaquist', 'aquist', 'turned', 'whole']);
    const bill = aContact('2', { name: 'William Moe' });
    await db.store.inside(place, (w) => w.profiles.keep([named('billy', 'Bill Moe')]));
    expect(await idsFor(place, bill)).toEqual(['billy']);
  });

  it('come likeliest first: who works where the contact works before who does not', async () => {
    const place = alone();
    const twins = ['one', 'two', 'three'].map((who) => named(who, 'Ada Quist', { employer: `${who} Ltd` }));
    await db.store.inside(place, (w) =>
      w.profiles.keep([...twins, named('hers', 'Ada Quist', { employer: 'Northwind' })]),
    );
    expect((await idsFor(place))[0]).toBe('hers');
  });

  it('are of the networks that may be matched, and of this installation, only', async () => {
    const [place, other] = [alone(), alone()];
    await db.store.inside(place, (w) =>
      w.profiles.keep([named('here', 'Ada Quist'), named('there', 'Ada Quist', { network: github })]),
    );
    expect(await idsFor(place, ada, [github])).toEqual(['there']);
    expect(await idsFor(place, ada, [])).toEqual([]);
    expect(await idsFor(other)).toEqual([]);
  });

  it('are not looked for by what too many share, however many more come', async () => {
    const place = alone();
    const crowd = Array.from({ length: 70 }, (_, n) => named(`u${n}x`, `Kim${n} Quist`));
    await db.store.inside(place, (w) => w.profiles.keep(crowd.slice(0, 60)));
    expect(await idsFor(place)).not.toEqual([]);
    await db.store.inside(place, (w) => w.profiles.keep(crowd.slice(60)));
    expect(await idsFor(place)).toEqual([]);
    await db.store.inside(place, (w) => w.profiles.keep([named('hers', 'Ada Quist')]));
    expect(await idsFor(place)).toEqual(['hers']);
  });

  it('follow a profile that renames itself, and leave with one that is removed', async () => {
    const place = alone();
    await db.store.inside(place, (w) => w.profiles.keep([named('who', 'Bo Ruiz')]));
    expect(await idsFor(place)).toEqual([]);
    await db.store.inside(place, (w) => w.profiles.keep([named('who', 'Ada Quist', { fetchedAt: at(1) })]));
    expect(await idsFor(place)).toEqual(['who']);
    await db.store.inside(place, (w) => w.profiles.keep([named('who', 'Bo Ruiz', { fetchedAt: at(0) })]));
    expect(await idsFor(place)).toEqual(['who']);
    await db.store.inside(place, (w) => w.profiles.remove(keyOfBluesky('who')));
    expect(await idsFor(place)).toEqual([]);
  });

  it('are answered as new or renamed by keeping them, and not when nothing they are found by changed', async () => {
    const place = alone();
    const keep = (...all: Profile[]) => db.store.inside(place, (w) => w.profiles.keep(all));
    const who = named('who', 'Ada Quist');
    expect(await keep(who)).toEqual([keyOfBluesky('who')]);
    expect(await keep({ ...who, bio: 'new', counts: { followers: 3 } })).toEqual([]);
    expect(await keep({ ...who, name: 'Ada Moe' })).toEqual([keyOfBluesky('who')]);
  });
});

describe('the contacts a new profile may belong to', () => {
  it('are found the other way round, the nearest, and no more once they are gone or renamed', async () => {
    const place = alone();
    const reached = (profile: string) =>
      db.store.inside(place, (w) => w.profiles.reached([keyOfBluesky(profile)]));
    await db.store.inside(place, async (w) => {
      await w.contacts.keep([ada, aContact('2', { name: 'Ada Quist' }), aContact('3', { name: 'Bo Ruiz' })]);
      await w.profiles.keep([named('adaq', 'Ada Quist'), named('nobody', 'Zoe Falk')]);
    });
    expect(await reached('adaq')).toEqual(['1', '2']);
    expect(await reached('nobody')).toEqual([]);
    await db.store.inside(place, async (w) => {
      await w.contacts.keep([aContact('2', { name: 'Ada Moe', changedAt: at(5) })]);
    });
    expect(await reached('adaq')).toEqual(['1']);
    await db.store.inside(place, (w) => w.contacts.remove(id('1')));
    expect(await reached('adaq')).toEqual([]);
  });
});

/** What is filed and counted, by going over every row again. */
async function asRecounted(place: InstallationId) {
  const bodies = async <T>(table: string) =>
    (await db.pool.query<{ body: T }>(`select body from kith.${table} where installation_id = $1`, [place]))
      .rows;
  const filings = [
    ...(await bodies<Profile>('profile')).map(({ body }) => fileProfile(body)),
    ...(await bodies<Parameters<typeof fileContact>[0]>('contact')).map(({ body }) => fileContact(body)),
  ];
  const counts = new Map<string, number>();
  for (const name of filings.flatMap((f) => f.names)) {
    counts.set(numberOf(name), (counts.get(numberOf(name)) ?? 0) + 1);
  }
  const keys = filings.flatMap((f) => f.keys.map(numberOf));
  return { counts: [...counts].toSorted(), keys: keys.toSorted() };
}

async function asKept(place: InstallationId) {
  const counts = await db.pool.query<{ key: string; n: string }>(
    'select key, n from kith.name_count where installation_id = $1',
    [place],
  );
  const keys = await db.pool.query<{ key: string }>(
    `select key from kith.profile_key where installation_id = $1
     union all select key from kith.contact_key where installation_id = $1`,
    [place],
  );
  return {
    counts: counts.rows.map((row) => [row.key, Number(row.n)] as [string, number]).toSorted(),
    keys: keys.rows.map((row) => row.key).toSorted(),
  };
}

describe('what is filed and counted', () => {
  it('is exactly what the rows say while many keep, rename and remove the same people at once', async () => {
    const place = alone();
    const names = ['Ada Quist', 'Bo Quist', 'Ada Ruiz', 'Bo Ruiz'];
    const pick = (n: number) => names[n % names.length] ?? '';
    const work = Array.from({ length: 60 }, (_, n) => async (w: Workspace) => {
      const order = n % 2 === 0 ? [0, 1, 2, 3] : [3, 2, 1, 0];
      // Names in opposite orders, a statement each: were they counted at once, these would wait for each other.
      for (const one of order) await w.contacts.keep([aContact(`c${n}-${one}`, { name: pick(one) })]);
      const five = [1, 2, 3, 4, 5].map((one) => named(`p${one}`, pick(n * one), { fetchedAt: at(n) }));
      await w.profiles.keep(five);
      await w.contacts.keep([aContact(`shared${n % 5}`, { name: pick(n), changedAt: at(n) })]);
      if (n % 9 === 0) await w.profiles.remove(keyOfBluesky('p3'));
      if (n % 11 === 0) await w.contacts.remove(id(`c${n}-2`));
    });
    await Promise.all(work.map((one) => db.store.inside(place, one)));
    const kept = await asKept(place);
    expect(kept.counts.length).toBeGreaterThan(3);
    expect(kept).toEqual(await asRecounted(place));
  });

  it('is the same however the driver of the database reads large numbers', async () => {
    const place = alone();
    const { INT8 } = pg.types.builtins;
    const usual = pg.types.getTypeParser(INT8);
    pg.types.setTypeParser(INT8, Number);
    try {
      const rename = (name: string, n: number) =>
        db.store.inside(place, async (w) => {
          await w.contacts.keep([aContact('1', { name, changedAt: at(n) })]);
          await w.profiles.keep([named('who', name, { fetchedAt: at(n) })]);
          return (await w.matching.of(ada, [])).counts.withFamily('quist');
        });
      expect([await rename('Ada Quist', 0), await rename('Bo Ruiz', 1)]).toEqual([1, 0]);
    } finally {
      pg.types.setTypeParser(INT8, usual);
    }
    expect(await asKept(place)).toEqual(await asRecounted(place));
  });

  it('is seen within the transaction that changes it, and not at all when that fails', async () => {
    const place = alone();
    const count = async (w: Workspace) => (await w.matching.of(ada, [])).counts.withFamily('quist');
    const failing = db.store.inside(place, async (w) => {
      await w.profiles.keep([named('a', 'Ada Quist'), named('b', 'Bo Quist')]);
      expect(await count(w)).toBe(2);
      throw new Error('in the middle');
    });
    await expect(failing).rejects.toThrow('in the middle');
    expect(await db.store.inside(place, count)).toBe(0);
    await db.store.inside(place, (w) => w.profiles.keep([named('a', 'Ada Quist')]));
    expect(await db.store.inside(place, count)).toBe(1);
  });

  it('is nothing once the person is erased', async () => {
    const place = alone();
    await db.store.inside(place, async (w) => {
      await w.contacts.keep([ada]);
      await w.profiles.keep([named('hers', 'Ada Quist')]);
      await w.links.derive(id('1'), [aLink('1', 'hers')]);
    });
    expect((await asKept(place)).keys).not.toEqual([]);
    await db.store.inside(place, (w) => w.contacts.erase(id('1'), at(9)));
    expect(await asKept(place)).toEqual({ counts: [], keys: [] });
  });
});
