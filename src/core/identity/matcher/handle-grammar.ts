import { fold, nameWords, otherForms } from './folding.ts';

/** What a contact's handle may be put together from: a piece, and the bits it costs to choose it. */
export type Pieces = ReadonlyMap<string, number>;

interface Person {
  readonly name?: string | undefined;
  readonly company?: string | undefined;
  readonly title?: string | undefined;
  readonly location?: string | undefined;
}

/** Bits that choosing a piece costs: what people put into handles first is cheap. */
const COST = {
  family: 1,
  given: 2,
  middle: 3,
  role: 2.5,
  place: 3,
  initials: 3.5,
  work: 4,
  short: 4.5,
  otherRole: 5,
  cut: 6.5,
} as const;

/** Words that people and offices put before or behind their names in handles. */
const ROLES = (
  'senator sen rep representative congressman congresswoman cong us official the real dr press office mr hq team ' +
  'house senate congress for gov mayor coach chef prof'
).split(' ');

/** The pieces of one contact: names, short forms, initials, cut names, titles, places, employers. */
export function piecesOf(person: Person): Pieces {
  const pieces = new Map<string, number>();
  const add = (piece: string, bits: number) => {
    if (piece !== '' && (pieces.get(piece) ?? Infinity) > bits) pieces.set(piece, bits);
  };
  const words = nameWords(person.name ?? '');
  const [given = ''] = words;
  const family = words.at(-1) ?? '';
  add(family, COST.family);
  add(given, COST.given);
  for (const middle of words.slice(1, -1)) add(middle, COST.middle);
  for (let i = 1; i < words.length - 1; i++) add(words.slice(i).join(''), COST.given);
  for (const form of otherForms(given)) if (form.length > 2) add(form, COST.short);
  for (const word of words) add(word.slice(0, 1), COST.short);
  add(words.map((word) => word.slice(0, 1)).join(''), words.length > 2 ? COST.initials : COST.cut);
  for (const [word, least] of [
    [family, 5],
    [given, 4],
  ] as const) {
    if (word.length > least) for (const cut of [3, 4]) add(word.slice(0, cut), COST.cut);
  }
  addSurroundings(person, add);
  return pieces;
}

function addSurroundings(person: Person, add: (piece: string, bits: number) => void): void {
  const work = nameWords(`${person.title ?? ''} ${person.company ?? ''}`);
  for (const role of ROLES) {
    add(role, work.some((word) => word.startsWith(role.slice(0, 3))) ? COST.role : COST.otherRole);
  }
  for (const word of nameWords(person.location ?? '')) add(word, COST.place);
  for (const word of work) add(word, COST.work);
}

/** How surprising a character is after another, over the handles seen so far: the background a handle stands out from. */
export class HandleBackground {
  readonly #pairs = new Map<string, number>();
  readonly #singles = new Map<string, number>();

  add(handle: string): void {
    const text = `^${plainHandle(handle)}`;
    for (let i = 1; i < text.length; i++) {
      count(this.#pairs, text.slice(i - 1, i + 1));
      count(this.#singles, text.slice(i - 1, i));
    }
  }

  /** −log2 P(next | before), add-half smoothed over an alphabet of 36. */
  bits(before: string, next: string): number {
    return -Math.log2(
      ((this.#pairs.get(before + next) ?? 0) + 0.5) / ((this.#singles.get(before) ?? 0) + 18),
    );
  }
}

/** A character that no piece explains costs a little more than by chance; a digit does not. */
const UNEXPLAINED = 1;

/**
 * log2 of how much likelier a handle is as this person's than as anybody's: the cheapest way to write it as pieces of
 * the person and unexplained characters (minimum description length by dynamic programming, Rissanen 1978).
 */
export function handleBits(handle: string, pieces: Pieces, background: HandleBackground): number {
  const text = plainHandle(handle);
  const cost = new Float64Array(text.length + 1).fill(Infinity);
  cost[0] = 0;
  let chance = 0;
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i);
    const surprise = background.bits(i === 0 ? '^' : text.charAt(i - 1), character);
    chance += surprise;
    const here = cost[i] ?? Infinity;
    relax(cost, i + 1, here + surprise + (/\d/.test(character) ? 0 : UNEXPLAINED));
    for (const [piece, bits] of pieces)
      if (text.startsWith(piece, i)) relax(cost, i + piece.length, here + bits);
  }
  return chance - (cost[text.length] ?? 0);
}

function relax(cost: Float64Array, at: number, bits: number): void {
  if (bits < (cost[at] ?? Infinity)) cost[at] = bits;
}

/** The letters and digits of a handle, folded. */
export function plainHandle(handle: string): string {
  return fold(handle).replace(/[^a-z0-9]/g, '');
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
