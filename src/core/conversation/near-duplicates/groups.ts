import { ALIKE, saidIn } from './said.ts';
import { alikeness, bandsOf } from './signature.ts';
import type { Signature } from './signature.ts';

/** A band that holds more texts is a phrase everybody uses; the newest of them are compared. */
const COMPARED = 32;

export interface Groups {
  /** Puts a text into the group of what says the same, or into one of its own; answers the group's number. */
  add(text: string): number;
}

/**
 * Groups texts as they come: each joins the group of the text most like it. Groups are never merged afterwards, so that
 * no chain of half-likenesses ties strangers together.
 */
export function openGroups(): Groups {
  const signatures: Signature[] = [];
  const groupOf: number[] = [];
  const byWords = new Map<string, number>();
  const byBand = new Map<number, number[]>();
  let groups = 0;
  const keep = (signature: Signature, bands: Int32Array, group: number) => {
    const text = signatures.push(signature) - 1;
    groupOf.push(group);
    for (const band of bands) {
      const there = byBand.get(band);
      if (!there) byBand.set(band, [text]);
      else if (there.push(text) > COMPARED) there.shift();
    }
  };
  return {
    add(text) {
      const { words, signature } = saidIn(text);
      if (words === '') return groups++;
      const known = byWords.get(words);
      if (known !== undefined) return known;
      const bands = signature && bandsOf(signature);
      const like = signature && bands && mostLike(signature, found(bands, byBand), signatures);
      const group = like === undefined ? groups++ : (groupOf[like] ?? 0);
      byWords.set(words, group);
      if (signature && bands) keep(signature, bands, group);
      return group;
    },
  };
}

function found(bands: Int32Array, byBand: ReadonlyMap<number, readonly number[]>): ReadonlySet<number> {
  const candidates = new Set<number>();
  for (const band of bands) for (const text of byBand.get(band) ?? []) candidates.add(text);
  return candidates;
}

/** Of the candidates the one most like a signature, where one is like it at all. */
function mostLike(
  signature: Signature,
  candidates: Iterable<number>,
  signatures: readonly Signature[],
): number | undefined {
  let [best, least]: [number | undefined, number] = [undefined, ALIKE];
  for (const candidate of candidates) {
    const likeness = alikeness(signature, signatures[candidate] as Signature);
    if (likeness < least || (likeness === least && best !== undefined)) continue;
    [best, least] = [candidate, likeness];
  }
  return best;
}
