import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshStore } from '../../tests/support/database.ts';
import type { FreshStore } from '../../tests/support/database.ts';
import { ContactId, installationOf } from '../core/ids.ts';
import type { Workspace } from '../ports/store.ts';
import {
  acme,
  aContact,
  aDelivery,
  aLink,
  aPost,
  aProfile,
  at,
  aVerdict,
  keyOfBluesky,
  other,
  waitingForLocks,
} from './testbed.ts';

let db: FreshStore;
beforeAll(async () => {
  db = await freshStore();
});
afterAll(() => db.close());

const id = (text: string) => ContactId.parse(text);
const inside = <T>(work: (w: Workspace) => Promise<T>) => db.store.inside(acme, work);
let fresh = 0;
/** An installation that no other test has touched. */
const alone = () => installationOf('hubspot', `alone-${fresh++}`);

describe('keeping contacts', () => {
  it('gives back exactly what was kept, dates as dates', async () => {
    const full = aContact('k1', {
      name: 'Ada Lovelace',
      emails: ['ada@ada.example'],
      phones: ['+44 1'],
      company: 'Engines',
      title: 'Countess',
      location: 'London',
      website: 'https://ada.example',
      handles: ['bluesky:ada'],
      changedAt: at(7),
    });
    await inside((w) => w.contacts.keep([full]));
    expect(await inside((w) => w.contacts.find(full.id))).toEqual(full);
    expect(await inside((w) => w.contacts.find(id('k2')))).toBeUndefined();
  });

  it('answers those whose content changed, and neither the untouched nor the merely touched', async () => {
    const keep = (name: string, seconds: number) =>
      inside((w) => w.contacts.keep([aContact('k3', { name, changedAt: at(seconds) })]));
    expect(await keep('Ada', 0)).toEqual(['k3']);
    expect(await keep('Ada', 0)).toEqual([]);
    expect(await keep('Ada', 5)).toEqual([]);
    expect(await keep('Ada King', 6)).toEqual(['k3']);
  });

  it('never lets an older version replace a newer one, in one batch or in two', async () => {
    const [older, newer] = [
      aContact('k4', { name: 'old', changedAt: at(1) }),
      aContact('k4', { name: 'new', changedAt: at(2) }),
    ];
    expect(await inside((w) => w.contacts.keep([newer, older]))).toEqual(['k4']);
    expect(await inside((w) => w.contacts.keep([older]))).toEqual([]);
    expect(await inside((w) => w.contacts.find(id('k4')))).toEqual(newer);
    // A touch counts: what is older than it stays out too.
    await inside((w) => w.contacts.keep([{ ...newer, changedAt: at(9) }]));
    await inside((w) => w.contacts.keep([aContact('k4', { name: 'late', changedAt: at(5) })]));
    expect(await inside((w) => w.contacts.find(id('k4')))).toMatchObject({ name: 'new', changedAt: at(9) });
  });

  it('takes hostile texts: NUL characters, halves of characters, patterns, quotes', async () => {
    const name = `a\0b \ud800 '"; drop table x; -- %_\\`;
    await inside((w) => w.contacts.keep([aContact('k5', { name })]));
    expect(await inside((w) => w.contacts.find(id('k5')))).toMatchObject({
      name: `ab \ufffd '"; drop table x; -- %_\\`,
    });
  });

  it('takes ten thousand in one go, and the same again without a change', async () => {
    const many = Array.from({ length: 10_000 }, (_, n) => aContact(`m${n}`, { name: `Contact ${n}` }));
    const all = alone();
    expect(await db.store.inside(all, (w) => w.contacts.keep(many))).toHaveLength(10_000);
    expect(await db.store.inside(all, (w) => w.contacts.keep(many))).toEqual([]);
    expect(await db.store.inside(all, (w) => w.contacts.count())).toBe(10_000);
  });
});

describe('listing contacts', () => {
  const people = installationOf('hubspot', 'people');
  beforeAll(() =>
    db.store.inside(people, async (w) => {
      await w.contacts.keep([
        aContact('3', { name: 'ÉMILE 100%', company: 'Engines' }),
        aContact('1', { name: 'bob', emails: ['Bob@Example.com'] }),
        aContact('2', { name: 'Bob', company: '100 percent' }),
        aContact('4', {}),
        aContact('5', { name: 'Ann_a' }),
      ]);
      await w.profiles.keep(['p', 'q', 'r'].map((one) => aProfile(one)));
      await w.links.derive(id('1'), [
        aLink('1', 'p', { status: 'confirmed' }),
        aLink('1', 'q', { status: 'suggested' }),
        aLink('1', 'r', { status: 'rejected' }),
      ]);
      await w.links.derive(id('2'), [aLink('2', 'p')]);
    }),
  );
  const list = async (page: Partial<Parameters<Workspace['contacts']['list']>[0]>) =>
    db.store.inside(people, (w) => w.contacts.list({ limit: 10, ...page }));
  const ids = async (page: Parameters<typeof list>[0]) => (await list(page)).map((row) => row.contact.id);

  it('goes by name, whatever its case, then by id, page by page without gaps', async () => {
    const all = await ids({});
    expect(all).toEqual(['4', '5', '1', '2', '3']);
    const pages: string[] = [];
    for (let after: ContactId | undefined; ; after = id(pages.at(-1) ?? '')) {
      const page = await ids({ limit: 2, ...(after ? { after } : {}) });
      if (page.length === 0) break;
      pages.push(...page);
    }
    expect(pages).toEqual(all);
  });

  it('counts the links of each by what became of them', async () => {
    const rows = await list({ search: 'bob' });
    expect(rows.map(({ contact, ...counts }) => [contact.id, counts])).toEqual([
      ['1', { linked: 1, suggested: 1, refused: 1 }],
      ['2', { linked: 1, suggested: 0, refused: 0 }],
    ]);
  });

  it('finds by name, company and e-mail, whatever the case, and takes signs for signs', async () => {
    expect(await ids({ search: 'émile' })).toEqual(['3']);
    expect(await ids({ search: 'ENGINES' })).toEqual(['3']);
    expect(await ids({ search: 'bob@example' })).toEqual(['1']);
    expect(await ids({ search: '100%' })).toEqual(['3']);
    expect(await ids({ search: '_' })).toEqual(['5']);
    expect(await ids({ search: 'no such \\ person' })).toEqual([]);
  });
});

describe('removing contacts', () => {
  it('takes links, verdicts and what only they were linked to, and leaves what others share', async () => {
    const place = alone();
    await db.store.inside(place, async (w) => {
      await w.contacts.keep([aContact('gone'), aContact('stays')]);
      await w.profiles.keep([aProfile('own'), aProfile('shared')]);
      await w.posts.keep([aPost('1', 'own'), aPost('2', 'shared')]);
      await w.links.derive(id('gone'), [aLink('gone', 'own'), aLink('gone', 'shared')]);
      await w.links.derive(id('stays'), [
        aLink('stays', 'shared'),
        aLink('stays', 'own', { status: 'rejected' }),
      ]);
      await w.links.decide(aVerdict('gone', 'own', 'confirmed'));
    });
    await db.store.inside(place, (w) => w.contacts.remove(id('gone')));
    await db.store.inside(place, async (w) => {
      expect(await w.contacts.find(id('gone'))).toBeUndefined();
      expect(await w.links.of(id('gone'))).toEqual([]);
      expect(await w.links.verdicts(id('gone'))).toEqual([]);
      expect(await w.profiles.find(keyOfBluesky('own'))).toBeUndefined();
      expect(await w.posts.of(keyOfBluesky('shared'), 9)).toHaveLength(1);
      expect((await w.links.of(id('stays'))).map((link) => link.profile)).toEqual(['shared']);
      // It may come back: leaving the CRM is no erasure.
      expect(await w.contacts.keep([aContact('gone')])).toEqual(['gone']);
    });
  });

  it('moves links and verdicts to the contact it was merged into, whose own links win', async () => {
    const place = alone();
    await db.store.inside(place, async (w) => {
      await w.contacts.keep([aContact('gone'), aContact('stays')]);
      await w.profiles.keep([aProfile('p'), aProfile('q')]);
      await w.links.derive(id('gone'), [aLink('gone', 'p'), aLink('gone', 'q')]);
      await w.links.derive(id('stays'), [aLink('stays', 'q', { status: 'rejected' })]);
      await w.links.decide(aVerdict('gone', 'p', 'confirmed'));
      await w.contacts.remove(id('gone'), id('stays'));
      expect((await w.links.of(id('stays'))).map((l) => [l.contact, l.profile, l.status])).toEqual([
        ['stays', 'p', 'auto'],
        ['stays', 'q', 'rejected'],
      ]);
      expect(await w.links.verdicts(id('stays'))).toEqual([aVerdict('stays', 'p', 'confirmed')]);
      expect(await w.links.verdicts(id('gone'))).toEqual([]);
    });
  });

  it('moves verdicts also to a contact that has not arrived yet', async () => {
    const place = alone();
    await db.store.inside(place, async (w) => {
      await w.contacts.keep([aContact('gone')]);
      await w.profiles.keep([aProfile('p')]);
      await w.links.decide(aVerdict('gone', 'p', 'rejected'));
      await w.contacts.remove(id('gone'), id('later'));
      expect(await w.links.verdicts(id('later'))).toEqual([aVerdict('later', 'p', 'rejected')]);
    });
  });

  it('of an unknown contact, or into itself, changes nothing', async () => {
    await inside(async (w) => {
      await w.contacts.keep([aContact('same')]);
      await w.contacts.remove(id('unknown'));
      await w.contacts.remove(id('unknown'), id('same'));
      await w.contacts.remove(id('same'), id('same'));
      expect(await w.contacts.find(id('same'))).toBeDefined();
    });
  });
});

describe('erasing a person', () => {
  it('removes all that is known, counts it, and keeps only a hash, so that late events do not bring them back', async () => {
    const place = alone();
    await db.store.inside(place, async (w) => {
      await w.contacts.keep([aContact('ada', { name: 'Ada' }), aContact('bob')]);
      await w.profiles.keep([aProfile('a'), aProfile('namesake'), aProfile('shared')]);
      await w.posts.keep([aPost('1', 'a'), aPost('2', 'a'), aPost('3', 'shared')]);
      await w.links.derive(id('ada'), [
        aLink('ada', 'a'),
        aLink('ada', 'namesake', { status: 'rejected' }),
        aLink('ada', 'shared'),
      ]);
      await w.links.derive(id('bob'), [aLink('bob', 'shared', { status: 'suggested' })]);
      await w.links.decide(aVerdict('ada', 'a', 'confirmed'));
      await w.outbox.want(id('ada'), { contact: id('ada'), fields: { headline: 'Ada' } });
      await w.asked.keep(id('ada'), [{ network: aProfile('a').network, at: at(0), outcome: 'found' }]);
    });
    const erased = await db.store.inside(place, (w) => w.contacts.erase(id('ada'), at(9)));
    expect(erased).toEqual({ contacts: 1, profiles: 2, posts: 2 });
    await db.store.inside(place, async (w) => {
      expect(await w.contacts.isErased([id('ada'), id('bob')])).toEqual(new Set(['ada']));
      expect(await w.contacts.keep([aContact('ada'), aContact('bob', { name: 'B' })])).toEqual(['bob']);
      expect(await w.contacts.find(id('ada'))).toBeUndefined();
      expect(await w.profiles.find(keyOfBluesky('shared'))).toBeDefined();
      expect(await w.outbox.take(9)).toEqual([]);
    });
    for (const table of [
      'contact',
      'link',
      'verdict',
      'asked',
      'outbox',
      'written',
      'profile',
      'post',
      'erased',
    ]) {
      const { rowCount } = await db.pool.query(
        `select 1 from kith.${table} t where installation_id = $1 and t::text ~ '\\mada\\M'`,
        [place],
      );
      expect([table, rowCount]).toEqual([table, 0]);
    }
  });

  it('is remembered for one installation, and for a contact that never arrived', async () => {
    await inside((w) => w.contacts.erase(id('never came'), at(0)));
    await inside((w) => w.contacts.erase(id('never came'), at(1)));
    expect(await inside((w) => w.contacts.keep([aContact('never came')]))).toEqual([]);
    expect(await db.store.inside(other, (w) => w.contacts.keep([aContact('never came')]))).toEqual([
      'never came',
    ]);
  });

  it('blanks the deliveries that named the person and took effect', async () => {
    const place = alone();
    const named = aDelivery('d1', { installation: place, body: Buffer.from('{"objectId":"ada-77"}') });
    const unnamed = aDelivery('d2', { installation: place, body: Buffer.from('{"objectId":"bob"}') });
    const waiting = aDelivery('d3', { installation: place, body: Buffer.from('ada-77') });
    await db.store.keepDeliveries([named, unnamed, waiting]);
    await db.store.inside(place, async (w) => {
      await w.deliveries.mark(named.id, 'done');
      await w.deliveries.mark(unnamed.id, 'done');
      await w.contacts.erase(id('ada-77'), at(9));
      const bodies = await Promise.all([named, unnamed, waiting].map((d) => w.deliveries.find(d.id)));
      expect(bodies.map((d) => d?.body.toString())).toEqual(['', '{"objectId":"bob"}', 'ada-77']);
    });
  });

  it('waits for those who are just keeping the person, and those who come during it are told', async () => {
    const place = alone();
    const order: string[] = [];
    let erasing: Promise<unknown> | undefined;
    await db.store.inside(place, async (w) => {
      await w.contacts.keep([aContact('race')]);
      erasing = db.store
        .inside(place, (v) => v.contacts.erase(id('race'), at(9)))
        .then(() => order.push('erased'));
      // The other transaction waits in the database: it is there, and has not ended.
      await expect.poll(() => waitingForLocks(db.pool)).toBe(1);
      order.push('kept');
    });
    await erasing;
    expect(order).toEqual(['kept', 'erased']);
    expect(await db.store.inside(place, (w) => w.contacts.find(id('race')))).toBeUndefined();
  });
});
