import { factsOf } from './facts.ts';
import { HandleBackground, handleBits, piecesOf } from './handle-grammar.ts';
import type { Pieces } from './handle-grammar.ts';
import { weigh } from './model.ts';
import type { MatchModel } from './model.ts';
import { ProfileIndex } from './profile-index.ts';
import { posteriors } from './rivals.ts';
import type { Weighed } from './rivals.ts';
import { contactTraits, profileTraits } from './traits.ts';
import type { ContactTraits, ProfileText } from './traits.ts';

export interface MatchContact {
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly company?: string | undefined;
  readonly title?: string | undefined;
  readonly location?: string | undefined;
}

export interface Match extends Weighed {
  readonly probability: number;
}

interface Prepared {
  readonly traits: readonly ContactTraits[];
  readonly pieces: readonly Pieces[];
  readonly index: ProfileIndex;
  readonly background: HandleBackground;
  /** Profiles that show nothing but a handle, by network. */
  readonly bare: ReadonlyMap<string, readonly number[]>;
  readonly handles: readonly string[];
}

/**
 * Weighs every contact against the profiles worth comparing (Fellegi & Sunter 1969, with weights learnt as a log-linear
 * model) and lets rivals compete. A profile that shows nothing but its handle is weighed by handle grammar.
 * @returns the pairs in the order of the contacts, with calibrated probabilities.
 */
export function matchAll(
  contacts: readonly MatchContact[],
  profiles: readonly ProfileText[],
  model: MatchModel,
  isFreemail: (domain: string) => boolean,
): readonly Match[] {
  const prepared = prepare(contacts, profiles, isFreemail);
  const pairs = contacts.flatMap((_, contact) => [
    ...named(contact, prepared, model),
    ...bare(contact, prepared),
  ]);
  const shared = shareHandles(pairs, prepared);
  const probability = posteriors(shared, model.calibration);
  return shared.map((pair, i) => ({ ...pair, probability: probability[i] ?? 0 }));
}

function prepare(
  contacts: readonly MatchContact[],
  profiles: readonly ProfileText[],
  isFreemail: (domain: string) => boolean,
): Prepared {
  const traits = contacts.map((contact) => contactTraits(contact, isFreemail));
  const index = new ProfileIndex();
  const background = new HandleBackground();
  for (const contact of traits) index.addContact(contact);
  const bare = new Map<string, number[]>();
  profiles.forEach((profile, number) => {
    index.add(profileTraits(profile));
    if (profile.name || profile.bio || profile.location || profile.website) return;
    background.add(profile.handle);
    bare.set(profile.network, [...(bare.get(profile.network) ?? []), number]);
  });
  const pieces = bare.size > 0 ? contacts.map(piecesOf) : [];
  return { traits, pieces, index, background, bare, handles: profiles.map((p) => p.handle) };
}

function named(contact: number, { traits, index, bare }: Prepared, model: MatchModel): Weighed[] {
  const one = traits[contact];
  if (!one) return [];
  const pairs: Weighed[] = [];
  for (const profile of index.candidates(one)) {
    const other = index.profiles[profile];
    if (!other || bare.get(other.network)?.includes(profile)) continue;
    const bits = weigh(model, factsOf(one, other, index));
    pairs.push({ contact, profile, network: other.network, bits });
  }
  return pairs;
}

/** Below so many bits a bare handle says nothing about a contact. */
const HANDLE_FLOOR = 1;

function bare(contact: number, { pieces, background, bare, handles }: Prepared): Weighed[] {
  const own = pieces[contact];
  if (!own) return [];
  return [...bare].flatMap(([network, numbers]) =>
    numbers
      .map((profile) => ({
        contact,
        profile,
        network,
        bits: handleBits(handles[profile] ?? '', own, background),
      }))
      .filter((pair) => pair.bits > HANDLE_FLOOR),
  );
}

/** How far other contacts' claims on one bare handle lower each claim. */
const CLAIMED = 0.9;

/** A bare handle belongs to one person: contacts who could have made it share it. The prior is one in its network. */
function shareHandles(pairs: readonly Weighed[], { bare }: Prepared): readonly Weighed[] {
  const isBare = new Set([...bare.values()].flat());
  const claims = new Map<number, number>();
  for (const { profile, bits } of pairs) {
    if (isBare.has(profile)) claims.set(profile, (claims.get(profile) ?? 1) + 2 ** Math.min(40, bits));
  }
  return pairs.map((pair) => {
    const claimed = claims.get(pair.profile);
    return claimed === undefined ? pair : { ...pair, bits: pair.bits - CLAIMED * Math.log2(claimed) };
  });
}
