import { bareCandidates, openBareHandles } from './bare-handles.ts';
import type { BareHandles } from './bare-handles.ts';
import { addressKey } from './candidate.ts';
import type { Candidate, MatchContact, MatchProfile, Unnumbered } from './candidate.ts';
import { factsOf } from './facts.ts';
import { mayBeOne } from './may-be-one.ts';
import { ProfileIndex } from './profile-index.ts';
import { contactTraits, profileTraits } from './traits.ts';
import type { ContactTraits } from './traits.ts';
import { trailsOf } from './trails.ts';
import type { Trails } from './trails.ts';

export interface Candidates {
  /** In the order of the contacts. */
  readonly pairs: readonly Candidate[];
  readonly trails: Trails;
  /** Whether two contacts, by number, could be one person entered twice. */
  readonly mayBeOne: (a: number, b: number) => boolean;
}

interface Prepared {
  readonly traits: readonly ContactTraits[];
  readonly index: ProfileIndex;
  /** Profiles that show nothing but a handle. */
  readonly bare: BareHandles;
  readonly byAddress: ReadonlyMap<string, number>;
  readonly trails: Trails;
}

/**
 * The pairs worth weighing among contacts and profiles (Fellegi & Sunter 1969). A profile that shows nothing but its
 * handle is weighed by handle grammar.
 */
export function findCandidates(
  contacts: readonly MatchContact[],
  profiles: readonly MatchProfile[],
  isFreemail: (domain: string) => boolean,
): Candidates {
  const prepared = prepare(contacts, profiles, isFreemail);
  const { traits, trails } = prepared;
  const handles = bareCandidates(contacts, prepared.bare);
  const pairs = contacts.flatMap((one, contact) => [
    ...named(contact, one.handles ?? [], prepared),
    ...(handles[contact] ?? []),
  ]);
  return {
    pairs: numbered(pairs),
    trails,
    mayBeOne: (a, b) => {
      const [one, other] = [traits[a], traits[b]];
      return one !== undefined && other !== undefined && mayBeOne(one, other);
    },
  };
}

function numbered(pairs: readonly Unnumbered[]): readonly Candidate[] {
  const choices = new Map<string, number>();
  return pairs.map((pair) => {
    const key = `${pair.contact}:${pair.network}`;
    const choice = choices.get(key) ?? choices.size;
    choices.set(key, choice);
    return { ...pair, choice };
  });
}

function prepare(
  contacts: readonly MatchContact[],
  profiles: readonly MatchProfile[],
  isFreemail: (domain: string) => boolean,
): Prepared {
  const traits = contacts.map((contact) => contactTraits(contact, isFreemail));
  const index = new ProfileIndex();
  for (const contact of traits) index.addContact(contact);
  for (const profile of profiles) index.add(profileTraits(profile));
  const byAddress = new Map(profiles.map((p, number) => [addressKey(p.network, p.handle), number]));
  const trails = trailsOf(
    profiles.flatMap(({ links = [] }, from) =>
      links.flatMap((link) => {
        const to = byAddress.get(link);
        return to === undefined ? [] : [[from, to] as const];
      }),
    ),
  );
  return { traits, index, bare: openBareHandles(profiles), byAddress, trails };
}

function named(contact: number, handles: readonly string[], prepared: Prepared): Unnumbered[] {
  const { traits, index, bare, byAddress, trails } = prepared;
  const one = traits[contact];
  if (!one) return [];
  const stated = new Set(handles.flatMap((handle) => byAddress.get(handle) ?? []));
  const met = new Set([...stated, ...index.candidates(one)]);
  for (const profile of [...met]) for (const other of trails.get(profile) ?? []) met.add(other);
  return [...met].flatMap((profile): Unnumbered[] => {
    const other = index.profiles[profile];
    if (!other || (bare.has(profile) && !stated.has(profile))) return [];
    const facts = factsOf(one, other, index);
    const isNamed = stated.has(profile);
    return [{ contact, profile, network: other.network, facts, handleBits: 0, isNamed }];
  });
}
