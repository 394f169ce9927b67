import fc from 'fast-check';
import type { Verdict } from '../../src/core/identity/link.ts';
import { PostId } from '../../src/core/ids.ts';
import type { Post } from '../../src/core/post.ts';
import type { Profile } from '../../src/core/profile.ts';
import { account } from './world.ts';
import type { World } from './world.ts';

export const CONTACTS = ['1', '2', '3'] as const;
export const NAMES = ['Ines Moestrand', 'Ines Falkstrand', 'Agnes Moestrand'] as const;
const FIRMS = ['Moe Labs', 'Falk Group', undefined] as const;

export const ACCOUNTS: readonly Profile[] = [
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
export type Event =
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
export const on = { contact: below(CONTACTS.length), account: below(ACCOUNTS.length) };
export const event: fc.Arbitrary<Event> = fc.oneof(
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
export function told(w: World) {
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
export type Told = ReturnType<typeof told>;

export async function happen(w: World, t: Told, one: Event): Promise<boolean> {
  w.pass(60);
  const contact = 'contact' in one ? (CONTACTS[one.contact] ?? '1') : '1';
  const at = 'account' in one ? accountAt(t, one.account) : accountAt(t, 0);
  switch (one.happens) {
    case 'a contact is saved':
      await save(w, t, contact, one);
      return true;
    case 'an account changes': {
      const handle = `handle${one.handle}${at.network === 'github' ? '' : '.example'}`;
      await t.change(one.account, { name: NAMES[one.name], employer: FIRMS[one.firm], handle });
      return true;
    }
    case 'an account falls silent or speaks again':
      await t.change(one.account, { standing: one.standing === 0 ? 'active' : 'deactivated' });
      return true;
    case 'a post': {
      const said = t.posts.get(at.id) ?? [];
      t.posts.set(at.id, [...said, post(at, said.length, one.n)]);
      w.says(at, t.posts.get(at.id) ?? []);
      return true;
    }
    case 'a verdict':
      return w.say(contact, at, one.says);
    case 'a refresh':
      await w.resolve(contact);
      return true;
    case 'the work is done':
      await w.work();
      return true;
  }
}

const accountAt = (t: Told, n: number) => t.accounts[n] ?? account('github', 'none');

async function save(
  w: World,
  t: Told,
  id: string,
  { name, firm, states }: Extract<Event, { happens: 'a contact is saved' }>,
): Promise<void> {
  const stated = states === undefined ? undefined : accountAt(t, states);
  const company = FIRMS[firm];
  const handles = stated ? [`${stated.network}:${stated.handle}`] : [];
  await w.save({ id, name: NAMES[name], handles, ...(company && { company }) });
}

export function post(by: Profile, nth: number, n: number): Post {
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
