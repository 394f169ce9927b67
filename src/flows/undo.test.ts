import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hubspot } from '../../connectors/crm/hubspot/index.ts';
import { openTestbed } from '../sandbox/hubspot/testbed.ts';
import type { Profile } from '../core/profile.ts';
import { wantedOf } from '../core/record/wanted.ts';
import { ACCOUNTS, CONTACTS, event, happen, NAMES, on, post, told } from '../../tests/support/happenings.ts';
import type { Event, Told } from '../../tests/support/happenings.ts';
import { openWorlds } from '../../tests/support/world.ts';
import type { World } from '../../tests/support/world.ts';

let worlds: Awaited<ReturnType<typeof openWorlds>>;
beforeAll(async () => {
  worlds = await openWorlds();
});
afterAll(() => worlds.close());

/** A day later everything is asked and read once more, and all work is done. */
async function aDayLater(w: World, t: Told): Promise<void> {
  await w.work();
  w.pass(86_400);
  for (const n of t.accounts.keys()) await t.change(n, {});
  await w.resolve(...CONTACTS);
  await w.work();
  await w.derive(...CONTACTS);
  await w.work();
}

async function everything(w: World) {
  const each = async <T>(read: (contact: string) => Promise<T>) => Promise.all(CONTACTS.map(read));
  const records = await each(w.record);
  const rows = async (table: string, columns: readonly string[]) =>
    (await w.rows(table)).map((row) => columns.map((column) => String(row[column])).join(' ')).toSorted();
  return {
    links: await each(w.links),
    records,
    wanted: records.map((record) => record && wantedOf(record)),
    shown: CONTACTS.map(w.shown),
    waiting: await w.rows('outbox'),
    review: await w.inside((v) => v.review.next(50)).then(({ items }) => items.map(({ link }) => link)),
    signals: await rows('signal', ['contact_id', 'profile_id', 'since', 'says', 'status']),
    found: await rows('found', ['contact_id', 'network', 'profile_id']),
    filed: await rows('profile_key', ['key', 'profile']),
    names: await rows('name_count', ['key', 'n']),
    model: (await w.inside((v) => v.matching.learnt())).model,
  };
}

/** Two worlds of the same people in which the same happens. */
async function twins(before: readonly Event[]) {
  const [joined, never] = [worlds.world(), worlds.world()];
  const both = [
    { w: joined, t: told(joined) },
    { w: never, t: told(never) },
  ] as const;
  const happens = async (one: Event) => {
    const [here, there] = [await happen(both[0].w, both[0].t, one), await happen(both[1].w, both[1].t, one)];
    // Nobody can speak of a link that they are not shown: what is shown in one world only, nobody speaks of.
    fc.pre(here === there);
  };
  for (const { w, t } of both) {
    for (const n of ACCOUNTS.keys()) await t.change(n, {});
    for (const [n, id] of CONTACTS.entries()) {
      const handles = id === '1' ? ['github:inesmoestrand'] : [];
      await w.save({ id, name: NAMES[n], company: 'Moe Labs', handles });
    }
    await w.work();
  }
  for (const one of before) await happens(one);
  for (const { w } of both) await w.work();
  return { joined, never, both, happens };
}

describe('undo', () => {
  it('after anything that happened since leaves what there would be had the word never been given', async () => {
    const word = fc.record({ ...on, says: fc.constantFrom('confirmed' as const, 'rejected' as const) });
    const some = fc.array(event, { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(some, word, some, async (before, { contact, account: n, says }, since) => {
        const { joined, never, both, happens } = await twins(before);
        const who = CONTACTS[contact] ?? '1';
        const links = await joined.links(who);
        const about = ACCOUNTS.find(({ id }) => id === links[n % Math.max(1, links.length)]?.profile);
        fc.pre(about !== undefined && !said(before, contact, about));
        await joined.say(who, about, says);
        never.pass(1);
        for (const one of since.filter((other) => !said([other], contact, about))) await happens(one);
        expect(await joined.say(who, about, 'withdrawn')).toBe(true);
        never.pass(1);
        for (const { w, t } of both) await aDayLater(w, t);
        expect(await everything(joined)).toEqual(await everything(never));
      }),
      { numRuns: 8 },
    );
  });

  it('gives the CRM back what its fields showed before, to the last of them', async () => {
    const bed = await openTestbed({
      contacts: [{ firstname: 'Ines', lastname: 'Moestrand', company: 'Moe Labs' }],
    });
    try {
      const { crm } = await bed.install(hubspot);
      const w = worlds.world(crm);
      const [contact] = (await crm.page()).contacts;
      if (!contact) throw new Error('the portal is empty');
      const [hub, sky] = [ACCOUNTS[0], ACCOUNTS[3]];
      for (const one of [hub, sky]) if (one) w.has(one);
      await w.save({ ...contact, handles: ['github:inesmoestrand'] });
      await w.work();
      const shown = () => {
        const { lastmodifieddate: _, ...properties } = bed.portal.get(contact.id)?.properties ?? {};
        return properties;
      };
      const before = shown();
      const links = await w.links(contact.id);
      expect(links.map((link) => link.status)).toContain('auto');
      const linked = ACCOUNTS.find(({ id }) => id === links.find((link) => link.status === 'auto')?.profile);
      if (!linked) throw new Error('nothing is linked');

      await w.say(contact.id, linked, 'rejected');
      await w.work();
      expect(shown()).not.toEqual(before);
      w.says(linked, [post(linked, 1, 2)]);
      await w.say(contact.id, linked, 'withdrawn');
      await w.work();
      expect(shown()).toEqual(before);
    } finally {
      await bed.close();
    }
  });

  it('of a join empties the fields that it filled', async () => {
    const bed = await openTestbed({ contacts: [{ firstname: 'Ines', lastname: 'Falkstrand' }] });
    try {
      const { crm } = await bed.install(hubspot);
      const w = worlds.world(crm);
      const [contact] = (await crm.page()).contacts;
      const hub = ACCOUNTS[2];
      if (!contact || !hub) throw new Error('there is nobody');
      w.has(hub);
      w.says(hub, [post(hub, 1, 2)]);
      await w.save(contact);
      await w.work();
      const shown = () =>
        Object.entries(bed.portal.get(contact.id)?.properties ?? {}).filter(([name]) =>
          name.startsWith('kith_'),
        );
      const before = shown();
      expect((await w.record(contact.id))?.profiles).toEqual([]);
      await w.say(contact.id, hub, 'confirmed');
      await w.work();
      expect(Object.fromEntries(shown())).toMatchObject({
        kith_profile_count: '1',
        kith_last_tone: 'positive',
      });
      await w.say(contact.id, hub, 'withdrawn');
      await w.work();
      expect(shown()).toEqual(before);
    } finally {
      await bed.close();
    }
  });
});

/** Whether a word on this link was given already, which the one that is undone would not have been the first of. */
function said(all: readonly Event[], contact: number, about: Profile): boolean {
  return all.some(
    (one) => one.happens === 'a verdict' && one.contact === contact && ACCOUNTS[one.account]?.id === about.id,
  );
}
