import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ContactId, NetworkId } from '../core/ids.ts';
import { SHIPPED } from '../core/identity/matcher/shipped.ts';
import type { Profile } from '../core/profile.ts';
import { account, openWorlds } from '../../tests/support/world.ts';
import type { World } from '../../tests/support/world.ts';

let worlds: Awaited<ReturnType<typeof openWorlds>>;
beforeAll(async () => {
  worlds = await openWorlds();
});
afterAll(() => worlds.close());

const id = (text: string) => ContactId.parse(text);
const ada = { id: '1', name: 'Ada Quist', company: 'Northwind', emails: ['ada.quist@northwind.example'] };
const hers = account('github', '7', { handle: 'adaquist', name: 'Ada Quist', employer: 'Northwind' });
const of = async (w: World, contact: string) =>
  Object.fromEntries((await w.links(contact)).map((link) => [link.profile, link.status]));

/** Known here already: it came with a contact that states it. */
async function known(w: World, profile: Profile): Promise<void> {
  await w.inside(async (v) => {
    await v.profiles.keep([profile]);
  });
}

describe('a contact that is saved', () => {
  it('is held against the profiles that are known already, without asking anybody', async () => {
    const w = worlds.world();
    await known(w, hers);
    await w.save(ada);
    await w.work();
    expect(await of(w, '1')).toMatchObject({ '7': expect.stringMatching(/auto|suggested/) });
  });

  it('is not held against profiles of a network whose terms forbid it, though they are known', async () => {
    const w = worlds.world();
    await known(w, { ...hers, network: NetworkId.parse('closed') });
    await w.save(ada);
    await w.work();
    expect(await of(w, '1')).toEqual({});
  });

  it('is proposed no account that declined to be proposed, but for one that its own address names', async () => {
    const w = worlds.world();
    await known(w, { ...hers, declines: ['suggestion'] });
    await w.save(ada);
    await w.save({ ...ada, id: '2', handles: ['github:adaquist'] });
    await w.work();
    expect([await of(w, '1'), Object.keys(await of(w, '2'))]).toEqual([{}, ['7']]);
  });

  it('keeps nothing of strangers that only share a key with it', async () => {
    const w = worlds.world();
    await known(w, account('github', '8', { handle: 'a-quist', name: 'Arne Quist', employer: 'Contoso' }));
    await w.save(ada);
    await w.work();
    expect(await w.rows('link')).toEqual([]);
  });
});

describe('a profile that comes', () => {
  it('is held against the contacts that are there: they are derived again, the others are not', async () => {
    const w = worlds.world();
    await w.save(ada);
    await w.save({ id: '2', name: 'Bo Ruiz', handles: ['github:adaquist'] });
    await w.save({ id: '3', name: 'Zoe Falk' });
    await w.work();
    expect(await of(w, '1')).toEqual({});
    w.has(hers);
    w.pass(60);
    await w.resolve('2');
    await w.work();
    expect(await of(w, '1')).toMatchObject({ '7': expect.stringMatching(/auto|suggested/) });
    expect(await of(w, '3')).toEqual({});
  });
});

describe('“not her”', () => {
  it('holds through refreshes, a new import, another name of the profile, and a merge and back', async () => {
    const w = worlds.world();
    w.has(hers);
    await w.save(ada);
    await w.save({ id: '2', name: 'Ada K. Quist' });
    await w.work();
    expect(await w.say('1', hers, 'rejected')).toBe(true);
    await w.work();
    const rejected = async (contact: string) =>
      expect(await of(w, contact)).toMatchObject({ '7': 'rejected' });

    await w.resolve('1');
    await w.work();
    await rejected('1');

    w.pass(60);
    await w.save({ ...ada, title: 'VP' });
    w.has({ ...hers, name: 'Ada Quist of Northwind', handle: 'ada-of-northwind' });
    await w.work();
    await rejected('1');

    // Into the other: who the two are together is not hers either.
    await w.inside((v) => v.contacts.remove(id('1'), id('2')));
    await w.resolve('2');
    await w.work();
    await rejected('2');
    expect((await w.links('2')).find((link) => link.profile === '7')?.decidedBy).toBe('rep 7');

    w.pass(60);
    await w.save({ ...ada, title: 'CEO' });
    await w.work();
    await rejected('1');
    expect((await w.links('2')).every((link) => link.decidedBy === 'Kith')).toBe(true);
  });
});

describe('contacts that were merged and part again', () => {
  it('take exactly what was said of each, also of what was said in between', async () => {
    const w = worlds.world();
    const [p, q, r] = ['p', 'q', 'r'].map((one) =>
      account('github', one, { name: 'Ada Quist', handle: `ada-${one}` }),
    );
    for (const one of [p, q, r]) if (one) w.has(one);
    await w.save(ada);
    await w.save({ ...ada, id: '2' });
    await w.work();
    if (!p || !q || !r) throw new Error('three accounts');
    await w.say('1', p, 'confirmed');
    await w.say('2', q, 'rejected');
    await w.inside((v) => v.contacts.remove(id('1'), id('2')));
    await w.work();
    await w.say('2', r, 'rejected');
    await w.work();
    expect(await of(w, '2')).toMatchObject({ p: 'confirmed', q: 'rejected', r: 'rejected' });
    w.pass(60);
    await w.save({ ...ada, title: 'back' });
    await w.work();
    const words = async (contact: string) =>
      (await w.inside((v) => v.links.verdicts(id(contact)))).map((one) => `${one.profile} ${one.says}`);
    expect(await words('1')).toEqual(['p confirmed']);
    expect(await words('2')).toEqual(['q rejected', 'r rejected']);
    expect((await of(w, '1'))['p']).toBe('confirmed');
    expect((await of(w, '2'))['p']).not.toBe('confirmed');
  });
});

describe('what people answer', () => {
  it('is learnt, weighs other contacts again, and is unlearnt when it is taken back', async () => {
    const w = worlds.world();
    const people = ['Moe', 'Falk', 'Hass', 'Berg'].map((name, n) => {
      const family = `${name}strand`;
      const told = { handle: `ines${family}`.toLowerCase(), name: `Ines ${family}` };
      return {
        contact: { id: `${n}`, name: `Ines ${family}`, company: `${name} Labs` },
        profile: account('github', `g${n}`, told),
      };
    });
    for (const { contact, profile } of people) {
      w.has(profile);
      await w.save(contact);
    }
    await w.work();
    // Names became commoner while they came.
    await w.derive('0', '1', '2', '3');
    await w.work();
    const all = async () => (await Promise.all(people.map(({ contact }) => w.links(contact.id)))).flat();
    const before = await all();
    expect(new Set(before.map((link) => link.model))).toEqual(new Set([SHIPPED.version]));

    for (const { contact, profile } of people.slice(0, 3)) await w.say(contact.id, profile, 'rejected');
    await w.work();
    const [last] = await w.links('3');
    expect(last?.model).not.toBe(SHIPPED.version);
    expect(last?.probability).toBeLessThan(before.at(-1)?.probability ?? 0);

    for (const { contact, profile } of people.slice(0, 3)) await w.say(contact.id, profile, 'withdrawn');
    await w.work();
    expect(await all()).toEqual(before);
  });
});

describe('the review queue', () => {
  it('shows what is undecided with whom it is about, those first where asking is worth most', async () => {
    const w = worlds.world();
    for (const [n, followers] of [10, 50_000, 900].entries()) {
      const family = ['Moestrand', 'Falkstrand', 'Hassstrand'][n] ?? '';
      const told = { handle: `ines${family}`.toLowerCase(), name: `Ines ${family}`, counts: { followers } };
      w.has(account('github', `g${n}`, told));
      await w.save({ id: `${n}`, name: `Ines ${family}`, company: 'Moe Labs' });
    }
    await w.work();
    const next = (limit: number) => w.inside((v) => v.review.next(limit));
    const suggested = (await Promise.all(['0', '1', '2'].map((one) => w.links(one)))).flat();
    const waiting = suggested.filter((link) => link.status === 'suggested');
    const { total, items } = await next(10);
    expect(total).toBe(waiting.length);
    expect(total).toBeGreaterThan(1);
    const asking = items.map(({ link }) => link.asking ?? 0);
    expect(asking).toEqual(asking.toSorted((a, b) => b - a));
    expect(
      items.every(({ contact, link, profile }) => contact.id === link.contact && profile.id === link.profile),
    ).toBe(true);
    expect((await next(1)).items).toEqual(items.slice(0, 1));

    const [first] = items;
    if (!first) throw new Error('nothing waits');
    await w.say(first.contact.id, first.profile, 'confirmed');
    expect((await next(10)).total).toBe(total - 1);
  });
});
