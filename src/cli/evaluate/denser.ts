import { addressKey } from '../../core/identity/matcher/candidate.ts';
import { nameWords } from '../../core/identity/matcher/folding.ts';
import { label } from './labelled.ts';
import type { Labelled } from './labelled.ts';

/** Shorter names are parts of too many other words. */
const LEAST = 4;

/**
 * The same people in a world with more namesakes: every `fold` family names become one, wherever they are written. What
 * a name proves differs between a file of five thousand and one of five hundred thousand; a model is learnt from both.
 */
export function denser(data: Labelled, fold: number): Labelled {
  const renamed = renaming(data, fold);
  const owners = new Map(data.contacts.map((one) => [one.id, familyOf(one.name)]));
  const owned = new Map(data.truth.map(({ contact, profile }) => [profile, owners.get(contact) ?? '']));
  const known = [...renamed.keys()].filter((name) => name.length > LEAST).toSorted(longestFirst);
  const moved = new Map<string, string>();
  const profiles = data.profiles.map((one) => {
    const candidates = [familyOf(one.name), owned.get(one.id) ?? ''];
    const written = known.find((name) => one.handle.toLowerCase().includes(name)) ?? '';
    const family = [...candidates, written].find((name) => renamed.has(name)) ?? '';
    const rename = (text: string) => replaced(text, family, renamed.get(family));
    const handle = rename(one.handle);
    moved.set(addressKey(one.network, one.handle), addressKey(one.network, handle));
    return { ...one, handle, name: rename(one.name), website: rename(one.website) };
  });
  return label({
    contacts: data.contacts.map((one) => {
      const family = familyOf(one.name);
      const [mailbox = '', ...domain] = one.email.split('@');
      const email = [replaced(mailbox, family, renamed.get(family)), ...domain].join('@');
      return { ...one, name: replaced(one.name, family, renamed.get(family)), email };
    }),
    profiles: profiles.map((one) => ({ ...one, links: one.links.map((link) => moved.get(link) ?? link) })),
    truth: data.truth,
  });
}

/** From each family name to the one that stands for its group; the commonest names lead the groups. */
function renaming({ contacts, profiles }: Labelled, fold: number): ReadonlyMap<string, string> {
  const counts = new Map<string, number>();
  for (const { name } of [...contacts, ...profiles]) {
    const family = familyOf(name);
    if (family.length >= LEAST) counts.set(family, (counts.get(family) ?? 0) + 1);
  }
  const commonest = [...counts].toSorted((a, b) => b[1] - a[1]).map(([family]) => family);
  const groups = Math.ceil(commonest.length / fold);
  return new Map(commonest.map((family, i) => [family, commonest[i % groups] ?? family]));
}

function familyOf(name: string): string {
  const words = nameWords(name);
  return words.length > 1 ? (words.at(-1) ?? '') : '';
}

/** Letters and digits only, so that a name is no pattern. */
function replaced(text: string, family: string, by: string | undefined): string {
  if (by === undefined || by === family) return text;
  return text.replace(new RegExp(family, 'giu'), (found) =>
    /^\p{Lu}/u.test(found) ? by.charAt(0).toUpperCase() + by.slice(1) : by,
  );
}

const longestFirst = (a: string, b: string) => b.length - a.length || (a < b ? -1 : 1);
