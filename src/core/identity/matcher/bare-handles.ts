import type { MatchContact, Unnumbered } from './candidate.ts';
import { HandleBackground, handleBits, piecesOf, plainHandle } from './handle-grammar.ts';
import type { Pieces } from './handle-grammar.ts';
import type { ProfileText } from './traits.ts';

/** Profiles that show nothing but a handle: they are weighed by how a contact's handle may be put together. */
export interface BareHandles {
  has(profile: number): boolean;
  /** By profile number. */
  readonly all: ReadonlyMap<number, { readonly network: string; readonly handle: string }>;
  readonly background: HandleBackground;
  /** Profile numbers by each three letters in a row of their handles; empty where all are looked at. */
  readonly byLetters: ReadonlyMap<string, readonly number[]>;
}

/** Up to so many handles each is looked at for each contact. */
const FEW = 2_000;
const ROW = 3;

export function openBareHandles(profiles: readonly ProfileText[]): BareHandles {
  const all = new Map<number, { network: string; handle: string }>();
  const background = new HandleBackground();
  profiles.forEach(({ network, handle, name, bio, location, website }, number) => {
    if (name || bio || location || website) return;
    background.add(handle);
    all.set(number, { network, handle });
  });
  const byLetters = new Map<string, number[]>();
  if (all.size > FEW) {
    for (const [number, { handle }] of all) {
      for (const row of rowsIn(plainHandle(handle))) {
        const some = byLetters.get(row);
        if (some) some.push(number);
        else byLetters.set(row, [number]);
      }
    }
  }
  return { has: (profile) => all.has(profile), all, background, byLetters };
}

function rowsIn(text: string): ReadonlySet<string> {
  return new Set(
    Array.from({ length: Math.max(0, text.length - ROW + 1) }, (_, i) => text.slice(i, i + ROW)),
  );
}

/** Below so many bits a bare handle says nothing about a contact. */
const FLOOR = 1;

/** @returns by contact, the bare handles that could be theirs; claims of several contacts on one are settled. */
export function bareCandidates(
  contacts: readonly MatchContact[],
  bare: BareHandles,
): readonly (readonly Unnumbered[])[] {
  if (bare.all.size === 0) return [];
  const found = contacts.map((one, contact) => {
    const pieces = piecesOf(one);
    return [...worthWeighing(pieces, bare)].flatMap((profile): Unnumbered[] => {
      const { network, handle } = bare.all.get(profile) ?? { network: '', handle: '' };
      const bits = handleBits(handle, pieces, bare.background);
      if (bits <= FLOOR) return [];
      return [{ contact, profile, network, facts: undefined, handleBits: bits, isNamed: false }];
    });
  });
  return shared(found);
}

/** A handle that holds no longer piece of a name is hardly made from it: among many only the others are looked at. */
function worthWeighing(pieces: Pieces, { all, byLetters }: BareHandles): Iterable<number> {
  if (byLetters.size === 0) return all.keys();
  const met = new Set<number>();
  for (const piece of pieces.keys()) {
    if (piece.length <= ROW) continue;
    for (const number of byLetters.get(piece.slice(0, ROW)) ?? []) {
      if (plainHandle(all.get(number)?.handle ?? '').includes(piece)) met.add(number);
    }
  }
  return met;
}

/** How far other contacts' claims on one bare handle lower each claim. */
const CLAIMED = 0.9;
/** Beyond this a claim is certain. */
const SUREST = 40;

/** A bare handle belongs to one person: contacts who could have made it share it. The prior is one in its network. */
function shared(found: readonly (readonly Unnumbered[])[]): readonly (readonly Unnumbered[])[] {
  const claims = new Map<number, number>();
  for (const { profile, handleBits: bits } of found.flat()) {
    claims.set(profile, (claims.get(profile) ?? 1) + 2 ** Math.min(SUREST, bits));
  }
  return found.map((pairs) =>
    pairs.map((pair) => {
      const claimed = claims.get(pair.profile) ?? 1;
      return { ...pair, handleBits: pair.handleBits - CLAIMED * Math.log2(claimed) };
    }),
  );
}
