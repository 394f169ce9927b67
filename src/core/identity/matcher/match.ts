import { expectRates, rateBits } from './base-rates.ts';
import type { BaseRates } from './base-rates.ts';
import { shareProfiles } from './claims.ts';
import { factsOf, independentFields } from './facts.ts';
import { HandleBackground, handleBits, piecesOf } from './handle-grammar.ts';
import type { Pieces } from './handle-grammar.ts';
import { mayBeOne } from './may-be-one.ts';
import { CRM_NAMES, weigh } from './model.ts';
import type { MatchModel, PairFacts } from './model.ts';
import { ProfileIndex } from './profile-index.ts';
import { posteriors } from './rivals.ts';
import type { Weighed } from './rivals.ts';
import { contactTraits, profileTraits } from './traits.ts';
import { followTrails, trailsOf } from './trails.ts';
import type { Trails } from './trails.ts';
import type { ContactTraits, ProfileText } from './traits.ts';

export interface MatchContact {
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly company?: string | undefined;
  readonly title?: string | undefined;
  readonly location?: string | undefined;
  /** Profiles that the CRM names, as `addressKey` writes them. */
  readonly handles?: readonly string[];
}

/** A profile, and the others it links to, as `addressKey` writes them. */
export type MatchProfile = ProfileText & { readonly links?: readonly string[] };

/** One key for a place on a network, however its handle is written. */
export function addressKey(network: string, handle: string): string {
  return `${network}:${handle.toLowerCase()}`;
}

/** A pair worth weighing: by its facts, or, where the profile shows nothing but a handle, by that handle's bits. */
export interface Candidate {
  readonly contact: number;
  readonly profile: number;
  readonly network: string;
  /** Numbers the candidates of one contact on one network, from 0. */
  readonly choice: number;
  readonly facts: PairFacts | undefined;
  readonly handleBits: number;
  /** The CRM names this profile. */
  readonly isNamed: boolean;
}

export interface Candidates {
  /** In the order of the contacts. */
  readonly pairs: readonly Candidate[];
  readonly trails: Trails;
  /** Whether two contacts, by number, could be one person entered twice. */
  readonly mayBeOne: (a: number, b: number) => boolean;
}

export interface Match extends Weighed {
  readonly probability: number;
  /** How many fields agree that are not written from each other; that the CRM names it counts as one. */
  readonly independent: number;
}

export interface Judged {
  /** In the order of the candidates. */
  readonly matches: readonly Match[];
  readonly rates: BaseRates;
}

interface Prepared {
  readonly traits: readonly ContactTraits[];
  readonly pieces: readonly Pieces[];
  readonly index: ProfileIndex;
  readonly background: HandleBackground;
  /** Profiles that show nothing but a handle, by network, and all of them. */
  readonly bare: ReadonlyMap<string, readonly number[]>;
  readonly isBare: ReadonlySet<number>;
  readonly handles: readonly string[];
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
  const pairs = contacts.flatMap((one, contact) => [
    ...named(contact, one.handles ?? [], prepared),
    ...bare(contact, prepared),
  ]);
  const { traits, trails } = prepared;
  return {
    pairs: numbered(shareHandles(pairs, prepared)),
    trails,
    mayBeOne: (a, b) => {
      const [one, other] = [traits[a], traits[b]];
      return one !== undefined && other !== undefined && mayBeOne(one, other);
    },
  };
}

/** What a person said counts for more than any evidence, also against rivals. */
const CERTAIN = 50;

/**
 * Weighs candidates, lets rivals compete, and estimates how many contacts are on each network.
 * @param answers of people, by the number of the pair.
 */
export function judge(
  { pairs, trails, mayBeOne }: Candidates,
  model: MatchModel,
  answers: ReadonlyMap<number, boolean> = new Map(),
): Judged {
  const weighed = pairs.map((pair): Weighed => {
    const { contact, profile, network, choice, facts, handleBits, isNamed } = pair;
    const bits = (facts ? weigh(model, facts) : handleBits) + (isNamed ? CRM_NAMES : 0);
    return { contact, profile, network, choice, bits };
  });
  const rates = expectRates(weighed, model.rates);
  const shift = new Map(Object.keys(rates).map((n) => [n, rateBits(n, model.rates, rates)]));
  const settled = weighed.map((pair, i) => {
    const answer = answers.get(i);
    const bits =
      answer === undefined ? pair.bits + (shift.get(pair.network) ?? 0) : answer ? CERTAIN : -CERTAIN;
    return { ...pair, bits };
  });
  const followed = followTrails(shareProfiles(settled, mayBeOne), trails);
  const probability = posteriors(followed);
  const matches = followed.map((pair, i): Match => {
    const { facts, isNamed } = pairs[i] ?? {};
    const independent = (facts ? independentFields(model, facts) : 1) + Number(isNamed === true);
    return { ...pair, probability: probability[i] ?? 0, independent };
  });
  return { matches, rates };
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

type Unnumbered = Omit<Candidate, 'choice'>;

function prepare(
  contacts: readonly MatchContact[],
  profiles: readonly MatchProfile[],
  isFreemail: (domain: string) => boolean,
): Prepared {
  const traits = contacts.map((contact) => contactTraits(contact, isFreemail));
  const index = new ProfileIndex();
  const background = new HandleBackground();
  for (const contact of traits) index.addContact(contact);
  const isBare = new Set<number>();
  profiles.forEach((profile, number) => {
    index.add(profileTraits(profile));
    if (profile.name || profile.bio || profile.location || profile.website) return;
    background.add(profile.handle);
    isBare.add(number);
  });
  const bare = Map.groupBy(isBare, (number) => profiles[number]?.network ?? '');
  const pieces = bare.size > 0 ? contacts.map(piecesOf) : [];
  const handles = profiles.map(({ handle }) => handle);
  const byAddress = new Map(profiles.map((p, number) => [addressKey(p.network, p.handle), number]));
  const trails = trailsOf(
    profiles.flatMap(({ links = [] }, from) =>
      links.flatMap((link) => {
        const to = byAddress.get(link);
        return to === undefined ? [] : [[from, to] as const];
      }),
    ),
  );
  return { traits, pieces, index, background, bare, isBare, handles, byAddress, trails };
}

function named(contact: number, handles: readonly string[], prepared: Prepared): Unnumbered[] {
  const { traits, index, isBare, byAddress, trails } = prepared;
  const one = traits[contact];
  if (!one) return [];
  const stated = new Set(handles.flatMap((handle) => byAddress.get(handle) ?? []));
  const met = new Set([...stated, ...index.candidates(one)]);
  for (const profile of [...met]) for (const other of trails.get(profile) ?? []) met.add(other);
  return [...met].flatMap((profile): Unnumbered[] => {
    const other = index.profiles[profile];
    if (!other || (isBare.has(profile) && !stated.has(profile))) return [];
    const facts = factsOf(one, other, index);
    const isNamed = stated.has(profile);
    return [{ contact, profile, network: other.network, facts, handleBits: 0, isNamed }];
  });
}

/** Below so many bits a bare handle says nothing about a contact. */
const HANDLE_FLOOR = 1;

function bare(contact: number, { pieces, background, bare, handles }: Prepared): Unnumbered[] {
  const own = pieces[contact];
  if (!own) return [];
  return [...bare].flatMap(([network, numbers]) =>
    numbers
      .map((profile) => ({
        contact,
        profile,
        network,
        facts: undefined,
        handleBits: handleBits(handles[profile] ?? '', own, background),
        isNamed: false,
      }))
      .filter((pair) => pair.handleBits > HANDLE_FLOOR),
  );
}

/** How far other contacts' claims on one bare handle lower each claim. */
const CLAIMED = 0.9;

/** A bare handle belongs to one person: contacts who could have made it share it. The prior is one in its network. */
function shareHandles(pairs: readonly Unnumbered[], { isBare }: Prepared): readonly Unnumbered[] {
  const claims = new Map<number, number>();
  for (const { profile, handleBits: bits } of pairs) {
    if (isBare.has(profile)) claims.set(profile, (claims.get(profile) ?? 1) + 2 ** Math.min(40, bits));
  }
  return pairs.map((pair) => {
    const claimed = claims.get(pair.profile);
    if (claimed === undefined) return pair;
    return { ...pair, handleBits: pair.handleBits - CLAIMED * Math.log2(claimed) };
  });
}
