import type { Contact } from '../contact.ts';
import { NetworkId } from '../ids.ts';
import type { Profile } from '../profile.ts';
import type { Address, AddressGrammar } from './address.ts';
import { addressesIn } from './addresses-in.ts';
import { ownDomain } from './domains.ts';
import { agreement } from './agreement.ts';
import { nameWords } from './matcher/folding.ts';
import { readAddress } from './read-address.ts';

/** All that is known of a person, for networks that are asked about everything at once. */
export interface Sought {
  readonly name?: string;
  readonly company?: string;
  readonly emails: readonly string[];
  /** Canonical addresses of pages and accounts that the CRM states. */
  readonly pages: readonly string[];
}

/** Something to ask a network about a contact. The key says when two questions are one. */
export type Question = { readonly key: string; readonly network: NetworkId } & (
  | { readonly ask: 'address'; readonly handle: string; readonly url: string }
  | { readonly ask: 'e-mail'; readonly email: string }
  | { readonly ask: 'name'; readonly name: string }
  | { readonly ask: 'person'; readonly sought: Sought }
);

/**
 * What is worth asking next about a contact: the addresses its CRM states, its e-mail address, its own domain as a
 * handle, its name, and the addresses that profiles seen so far state, unless their name is somebody else's.
 * Questions whose key is in `asked` are left out. The most telling come first.
 */
export function plan(
  contact: Contact,
  seen: readonly Profile[],
  asked: ReadonlySet<string>,
  grammars: readonly AddressGrammar[],
): readonly Question[] {
  const questions = [
    ...statedBy(contact, grammars).map(addressQuestion),
    ...contact.emails.slice(0, 3).flatMap((email) => emailQuestions(email, grammars)),
    ...seen.flatMap((profile) => statedByProfile(contact, profile, grammars)).map(addressQuestion),
    ...nameQuestions(contact, grammars),
    ...personQuestions(contact, seen, grammars),
  ];
  const known = new Set(seen.flatMap((profile) => namesOf(profile, grammars)));
  const fresh = new Map<string, Question>();
  for (const question of questions) {
    const isKnown = question.ask === 'address' && known.has(`${question.network} ${question.handle}`);
    if (!isKnown && !asked.has(question.key)) fresh.set(question.key, question);
  }
  return [...fresh.values()];
}

/** The names under which a profile could be asked for again. */
function namesOf({ network, handle, id }: Profile, grammars: readonly AddressGrammar[]): readonly string[] {
  const grammar = grammars.find((one) => one.network === network);
  return [handle, ...(grammar?.idIsNoHandle ? [] : [id])].map((name) => `${network} ${name}`);
}

/** The addresses the CRM states for a contact: its website, its handle fields, and its own mail domain as a handle. */
export function statedBy(contact: Contact, grammars: readonly AddressGrammar[]): readonly Address[] {
  const written = [...contact.handles, ...(contact.website ? [contact.website] : [])];
  const stated = written.flatMap((text) => readAddress(text, grammars) ?? []);
  const domains = contact.emails.flatMap((email) => ownDomain(email) ?? []);
  const hosts = stated.filter((a) => a.url === `https://${a.handle}`).map((a) => a.handle);
  const asHandles = [...new Set([...domains, ...hosts])].flatMap((domain) => domainHandles(domain, grammars));
  return [...stated, ...asHandles];
}

/** A domain is a handle where the network lets domains be handles (AT Protocol), and only there. */
function domainHandles(domain: string, grammars: readonly AddressGrammar[]): readonly Address[] {
  return grammars
    .filter(
      (grammar) => grammar.hosts.length > 0 && grammar.handle.test(domain) && !grammar.handle.test('ada'),
    )
    .flatMap((grammar) => readAddress(`${grammar.network}:${domain}`, [grammar]) ?? []);
}

/** What a profile states, unless it is plainly another person's: then its trail is not followed. */
function statedByProfile(
  contact: Contact,
  profile: Profile,
  grammars: readonly AddressGrammar[],
): readonly Address[] {
  if (agreement.name(contact.name, profile.name) === 'different') return [];
  return addressesOf(profile, grammars);
}

/** The addresses a profile states: its links, its bio, and the domain its network proved. */
export function addressesOf(profile: Profile, grammars: readonly AddressGrammar[]): readonly Address[] {
  return [
    ...profile.states.flatMap(({ url }) => readAddress(url, grammars) ?? []),
    ...addressesIn(profile.bio ?? '', grammars),
    ...(profile.domain ? [profile.domain] : []).flatMap((domain) => readAddress(domain, grammars) ?? []),
  ];
}

function addressQuestion({ network, handle, url }: Address): Question {
  return { key: `${network} ${handle}`, network, ask: 'address', handle, url };
}

const EMAIL = /^[^@\s]+@[^@\s]+\.[^@\s]+$/;

function emailQuestions(email: string, grammars: readonly AddressGrammar[]): readonly Question[] {
  const address = email.trim().toLowerCase();
  if (!EMAIL.test(address)) return [];
  return grammars.map(({ network }) => ({
    key: `${network} e-mail ${address}`,
    network: NetworkId.parse(network),
    ask: 'e-mail',
    email: address,
  }));
}

/** Nobody is sought where there is an account already, nor by a name alone. */
function personQuestions(
  contact: Contact,
  seen: readonly Profile[],
  grammars: readonly AddressGrammar[],
): readonly Question[] {
  const { company } = contact;
  const name = contact.name?.trim() ?? '';
  const sought: Sought = {
    ...(nameWords(name).length > 1 && { name }),
    ...(company && { company }),
    emails: contact.emails.filter((email) => EMAIL.test(email.trim())).slice(0, 3),
    pages: [...new Set(statedBy(contact, grammars).map(({ url }) => url))],
  };
  const isTelling = sought.name !== undefined && sought.company !== undefined;
  if (sought.emails.length + sought.pages.length === 0 && !isTelling) return [];
  const found = new Set(seen.filter(({ standing }) => standing === 'active').map(({ network }) => network));
  return grammars
    .filter(({ network }) => !found.has(network))
    .map(({ network }) => ({ key: `${network} person`, network, ask: 'person', sought }));
}

function nameQuestions(contact: Contact, grammars: readonly AddressGrammar[]): readonly Question[] {
  const name = contact.name?.trim() ?? '';
  if (nameWords(name).length < 2) return [];
  return grammars.map(({ network }) => ({ key: `${network} name`, network, ask: 'name', name }));
}
