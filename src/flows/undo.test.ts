import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hubspot } from '../../connectors/crm/hubspot/index.ts';
import { openTestbed } from '../sandbox/hubspot/testbed.ts';
import type { Verdict } from '../core/identity/link.ts';
import { PostId } from '../core/ids.ts';
import type { Post } from '../core/post.ts';
import type { Profile } from '../core/profile.ts';
import { wantedOf } from '../core/record/wanted.ts';
import { account, openWorlds } from '../../tests/support/world.ts';
import type { World } from '../../tests/support/world.ts';

let worlds: Awaited<ReturnType<typeof openWorlds>>;
beforeAll(async () => {
  worlds = await openWorlds();
});
afterAll(() => worlds.close());

const CONTACTS = ['1', '2', '3'] as const;
const NAMES = ['Ines Moestrand', 'Ines Falkstrand', 'Agnes Moestrand'] as const;
const FIRMS = ['Moe Labs', 'Falk Group', undefined] as const;

const ACCOUNTS: readonly Profile[] = [
  account('github', 'g1', { handle: 'inesmoestrand', name: 'Ines Moestrand', counts: { followers: 40 } }),
  account('github', 'g2', { handle: 'imoestrand', name: 'Ines Moestrand', employer: 'Moe Labs' }),
  account('github', 'g3', { handle: 'falk', name: 'Ines Falkstrand', counts: { followers: 900 } }),
  account('bluesky', 'b1', {
    handle: 'ines.example',
    name: 'Ines Moestrand',
    bio: 'Boats. https://github.com/inesmoestrand',
  }),
  account('bluesky', 'b2', { handle: 'agnes.example', name: 'Agnes Moestrand', counts: { followers: 7 } }),
];

/** Something that happens, in the same way in the world where a link was joined and in the one where it never was. */
type Event =
  | {
      readonly happens: 'a contact is saved';
      readonly contact: number;
      readonly name: number;
      readonly firm: number;
      readonly states: number | undefined;
    }
  | {
      readonly happens: 'an account changes';
      readonly account: number;
      readonly name: number;
      readonly firm: number;
      readonly handle: number;
    }
  | {
      readonly happens: 'an account falls silent or speaks again';
      readonly account: number;
      readonly standing: number;
    }
  | { readonly happens: 'a post'; readonly account: number; readonly n: number }
  | {
      readonly happens: 'a verdict';
      readonly contact: number;
      readonly account: number;
      readonly says: Verdict['says'];
    }
  | { readonly happens: 'a refresh'; readonly contact: number }
  | { readonly happens: 'the work is done' };

const below = (n: number) => fc.integer({ min: 0, max: n - 1 });
const on = { contact: below(CONTACTS.length), account: below(ACCOUNTS.length) };
const event: fc.Arbitrary<Event> = fc.oneof(
  fc.record({
    happens: fc.constant('a contact is saved' as const),
    contact: on.contact,
    name: below(3),
    firm: below(3),
    states: fc.option(on.account, { nil: undefined }),
  }),
  fc.record({
    happens: fc.constant('an account changes' as const),
    account: on.account,
    name: below(3),
    firm: below(3),
    handle: below(3),
  }),
  fc.record({
    happens: fc.constant('an account falls silent or speaks again' as const),
    account: on.account,
    standing: below(2),
  }),
  fc.record({ happens: fc.constant('a post' as const), account: on.account, n: below(9) }),
  fc.record({
    happens: fc.constant('a verdict' as const),
    contact: on.contact,
    account: on.account,
    says: fc.constantFrom('confirmed' as const, 'rejected' as const, 'withdrawn' as const),
  }),
  fc.record({ happens: fc.constant('a refresh' as const), contact: on.contact }),
  fc.record({ happens: fc.constant('the work is done' as const) }),
);

/** A world with its accounts as they are now: whatever happens to one, Kith is told at once, linked or not. */
function told(w: World) {
  const accounts = [...ACCOUNTS];
  const posts = new Map<string, readonly Post[]>();
  const change = async (n: number, more: Partial<Profile>) => {
    const changed = { ...(accounts[n] ?? account('github', 'none')), ...more };
    accounts[n] = changed;
    w.has(changed);
    await w.inside(async (v) => {
      const fetched = { ...changed, provenance: { ...changed.provenance, fetchedAt: w.now() } };
      for (const contact of await v.profiles.reached(await v.profiles.keep([fetched])))
        await v.enqueue('derive', [{ installation: w.installation, contact }], { key: contact });
    });
  };
  return { accounts, posts, change };
}
type Told = ReturnType<typeof told>;

async function happen(w: World, t: Told, one: Event): Promise<boolean> {
  w.pass(60);
  const at = (n: number) => t.accounts[n] ?? account('github', 'none');
  const contact = 'contact' in one ? (CONTACTS[one.contact] ?? '1') : '1';
  switch (one.happens) {
    case 'a contact is saved': {
      const handles = one.states === undefined ? [] : [`${at(one.states).network}:${at(one.states).handle}`];
      const company = FIRMS[one.firm];
      await w.save({ id: contact, name: NAMES[one.name], handles, ...(company && { company }) });
      return true;
    }
    case 'an account changes': {
      const { network } = at(one.account);
      const handle = network === 'github' ? `handle${one.handle}` : `handle${one.handle}.example`;
      await t.change(one.account, { name: NAMES[one.name], employer: FIRMS[one.firm], handle });
      return true;
    }
    case 'an account falls silent or speaks again':
      await t.change(one.account, { standing: one.standing === 0 ? 'active' : 'deactivated' });
      return true;
    case 'a post': {
      const said = t.posts.get(at(one.account).id) ?? [];
      t.posts.set(at(one.account).id, [...said, post(at(one.account), said.length, one.n)]);
      w.says(at(one.account), t.posts.get(at(one.account).id) ?? []);
      return true;
    }
    case 'a verdict':
      return w.say(contact, at(one.account), one.says);
    case 'a refresh':
      await w.resolve(contact);
      return true;
    case 'the work is done':
      await w.work();
      return true;
  }
}

function post(by: Profile, nth: number, n: number): Post {
  const id = PostId.parse(`${by.id}-${nth}`);
  return {
    ...{ network: by.network, id, profile: by.id, url: `${by.url}/${nth}`, kind: 'post', conversation: id },
    ...{
      text: n % 2 === 0 ? `I love release ${n}` : `Release ${n} is terrible`,
      counts: {},
      provenance: by.provenance,
    },
    publishedAt: new Date(Date.UTC(2026, 3, 1 + nth)),
  };
}

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
      { numRuns: Number(process.env['KITH_RUNS'] ?? 8) },
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
