import type { Labelled } from '../../src/cli/evaluate/labelled.ts';
import { sweep } from '../../src/cli/evaluate/measure.ts';
import type { Judged } from '../../src/cli/evaluate/measure.ts';

type Contact = Labelled['contacts'][number];
type Profile = Labelled['profiles'][number];

/** How sure a rule is of a pair, 0 to 1; it sees those pairs that share a name or a handle. */
type Rule = (contact: Contact, profile: Profile) => number;

const plain = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();
const words = (text: string) => plain(text).split(/\s+/).filter(Boolean);
const ends = (name: string) => {
  const all = words(name);
  return all.length < 2 ? '' : `${all[0]} ${all.at(-1)}`;
};
const mailbox = ({ email }: Contact) => plain(email).split('@')[0] ?? '';
const sameEnds: Rule = (contact, profile) =>
  Number(ends(contact.name) !== '' && ends(contact.name) === ends(profile.name));

/**
 * The rules others publish, written from their public descriptions for pairs of a contact and a profile; each with
 * whatever of its fields both sides have.
 */
export const BASELINES: Readonly<Record<string, Rule>> = {
  'exact first and last name': sameEnds,
  /** Its monitors attach a tweet's author to the contact of the same first and last name. */
  'Mautic: first and last name': sameEnds,
  /** Duplicates are records of the same first and last name, or the same e-mail address, or the same profile. */
  'Nimble: name, or e-mail, or profile': (contact, profile) =>
    Math.max(sameEnds(contact, profile), Number(namesProfile(contact, profile))),
  /**
   * The same username on two platforms is 95 % sure; an identical full display name 90 %, a single word only beside a
   * place or an organisation that agrees; else how few letters two usernames differ by.
   */
  'crowd.dev: username or display name': (contact, profile) => {
    if (namesProfile(contact, profile)) return 1;
    const username = plain(profile.handle);
    if (mailbox(contact) !== '' && mailbox(contact) === username) return 0.95;
    if (plain(contact.name) === plain(profile.name) && contact.name.trim() !== '')
      return words(contact.name).length > 1 || agreesElsewhere(contact, profile) ? 0.9 : 0.2;
    const box = mailbox(contact);
    const longer = Math.max(box.length, username.length, 1);
    return Math.max(0, 0.9 * (1 - distance(box, username) / longer));
  },
};

function namesProfile({ handles }: Contact, { network, handle }: Profile): boolean {
  return handles.includes(`${network}:${handle.toLowerCase()}`);
}

function agreesElsewhere(contact: Contact, profile: Profile): boolean {
  const bio = plain(`${profile.bio} ${profile.location}`);
  return [contact.company, contact.location].some((field) => field !== '' && bio.includes(plain(field)));
}

/** Levenshtein's distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + Number(a[i - 1] !== b[j - 1]);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, swap));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** The best F1 of a rule over all its thresholds, and its recall at precision 0.95 and 0.99. */
export function scoreBaseline(rule: Rule, { contacts, profiles, total, isSame }: Labelled) {
  const filed = Map.groupBy(
    profiles.flatMap((profile) => keysOfProfile(profile).map((key) => ({ key, profile }))),
    ({ key }) => key,
  );
  const judged: Judged[] = [];
  for (const contact of contacts) {
    const met = new Set(
      keysOf(contact).flatMap((key) => filed.get(key)?.map(({ profile }) => profile) ?? []),
    );
    for (const profile of met) {
      const probability = rule(contact, profile);
      if (probability > 0) judged.push({ probability, same: isSame(contact.id, profile.id) });
    }
  }
  return sweep(judged, total, [0.95, 0.99]);
}

function keysOf(contact: Contact): readonly string[] {
  const box = mailbox(contact);
  const all = [
    ends(contact.name),
    plain(contact.name),
    ...contact.handles,
    box && `h:${box}`,
    box && `p:${box.slice(0, 5)}`,
  ];
  return all.filter(Boolean);
}

function keysOfProfile({ name, network, handle }: Profile): readonly string[] {
  const username = plain(handle);
  const all = [
    ends(name),
    plain(name),
    `${network}:${username}`,
    `h:${username}`,
    `p:${username.slice(0, 5)}`,
  ];
  return [...new Set(all.filter(Boolean))];
}
