import { lengthOf } from './pool.ts';
import type { Pool } from './pool.ts';

/** How many bits of a number are set. */
function bitsIn(number: number): number {
  const pairs = number - ((number >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Whether two texts may be `most` edits apart or less: as cheap as lengths and letters tell (bag distance, Bartolini et al. 2002). */
export function maybeWithin(pool: Pool, a: number, b: number, most: number): boolean {
  if (Math.abs(lengthOf(pool, a) - lengthOf(pool, b)) > most) return false;
  const { letters } = pool;
  const [mine, other] = [letters[a] as number, letters[b] as number];
  return bitsIn(mine & ~other) <= most && bitsIn(other & ~mine) <= most;
}

/** Whether two texts may be so alike: letters that only one of them has match nothing in the other. */
export function maybeAlike(pool: Pool, a: number, b: number, least: number): boolean {
  const [m, n] = [lengthOf(pool, a), lengthOf(pool, b)];
  const { letters } = pool;
  const [mine, other] = [letters[a] as number, letters[b] as number];
  const matches = Math.min(m - bitsIn(mine & ~other), n - bitsIn(other & ~mine));
  if (matches <= 0) return false;
  const jaro = (matches / m + matches / n + 1) / 3;
  return jaro + Math.min(4, commonPrefix(pool, a, b)) * 0.1 * (1 - jaro) >= least;
}

/** The bit-parallel algorithm holds one text in the bits of a number. */
const LONGEST = 31;
const positions = new Int32Array(256);

/**
 * Fewest insertions, deletions, replacements and exchanges of neighbours between two texts, by bits (Hyyrö 2003, the
 * optimal string alignment form). Of longer texts the first 31 characters count, and one more if the rest differs.
 */
export function edits(pool: Pool, a: number, b: number): number {
  const { bytes, starts } = pool;
  const startA = starts[a] as number;
  const startB = starts[b] as number;
  const lengthA = (starts[a + 1] as number) - startA;
  const lengthB = (starts[b + 1] as number) - startB;
  const m = Math.min(lengthA, LONGEST);
  const n = Math.min(lengthB, LONGEST);
  if (m === 0 || n === 0) return Math.max(m, n);
  for (let i = 0; i < m; i++) {
    const byte = bytes[startA + i] as number;
    positions[byte] = (positions[byte] as number) | (1 << i);
  }
  const last = 1 << (m - 1);
  let [up, down, diagonal, before, distance] = [-1, 0, 0, 0, m];
  for (let j = 0; j < n; j++) {
    const here = positions[bytes[startB + j] as number] as number;
    const exchanged = ((~diagonal & here) << 1) & before;
    diagonal = (((here & up) + up) ^ up) | here | down | exchanged;
    let more = down | ~(diagonal | up);
    const less = diagonal & up;
    if (more & last) distance++;
    if (less & last) distance--;
    more = (more << 1) | 1;
    up = (less << 1) | ~(diagonal | more);
    down = more & diagonal;
    before = here;
  }
  for (let i = 0; i < m; i++) positions[bytes[startA + i] as number] = 0;
  return distance + (lengthA > LONGEST && lengthB > LONGEST && differAfter(pool, a, b) ? 1 : 0);
}

function differAfter({ bytes, starts }: Pool, a: number, b: number): boolean {
  const [startA = 0, startB = 0] = [starts[a], starts[b]];
  const length = (starts[a + 1] ?? 0) - startA;
  if (length !== (starts[b + 1] ?? 0) - startB) return true;
  for (let i = LONGEST; i < length; i++) if (bytes[startA + i] !== bytes[startB + i]) return true;
  return false;
}

const taken = new Uint8Array(256);
const matched = new Uint8Array(256);

/** Jaro–Winkler similarity, 0 to 1 (Winkler 1990), as `matcher/jaro-winkler.ts`, on pooled bytes. */
export function alikeness(pool: Pool, a: number, b: number): number {
  const { bytes, starts } = pool;
  const startA = starts[a] as number;
  const startB = starts[b] as number;
  const m = Math.min(255, (starts[a + 1] as number) - startA);
  const n = Math.min(255, (starts[b + 1] as number) - startB);
  const reach = Math.max(0, (Math.max(m, n) >> 1) - 1);
  taken.fill(0, 0, n);
  let matches = 0;
  for (let i = 0; i < m; i++) {
    const byte = bytes[startA + i] as number;
    const to = Math.min(n, i + reach + 1);
    for (let j = Math.max(0, i - reach); j < to; j++) {
      if (taken[j] === 1 || bytes[startB + j] !== byte) continue;
      taken[j] = 1;
      matched[matches++] = byte;
      break;
    }
  }
  if (matches === 0) return 0;
  let swapped = 0;
  for (let j = 0, k = 0; j < n; j++) if (taken[j] === 1 && bytes[startB + j] !== matched[k++]) swapped++;
  const jaro = (matches / m + matches / n + (matches - swapped / 2) / matches) / 3;
  return jaro + Math.min(4, commonPrefix(pool, a, b)) * 0.1 * (1 - jaro);
}

/** More edits than anybody asks for. */
const FAR = 99;

/** The edits between two texts where they may be `most` or fewer; a high number where they cannot. */
export function editsUpTo(most: number, pool: Pool, a: number, b: number): number {
  return maybeWithin(pool, a, b, most) ? edits(pool, a, b) : FAR;
}

/** How alike two texts are where that may be `least` or more; 0 where it cannot. */
export function alikenessFrom(least: number, pool: Pool, a: number, b: number): number {
  return maybeAlike(pool, a, b, least) ? alikeness(pool, a, b) : 0;
}

/** How many characters two texts begin with together. */
export function commonPrefix({ bytes, starts }: Pool, a: number, b: number): number {
  const startA = starts[a] as number;
  const startB = starts[b] as number;
  const most = Math.min((starts[a + 1] as number) - startA, (starts[b + 1] as number) - startB);
  let length = 0;
  while (length < most && bytes[startA + length] === bytes[startB + length]) length++;
  return length;
}

/** How many characters two texts end with together. */
export function commonSuffix({ bytes, starts }: Pool, a: number, b: number): number {
  const endA = starts[a + 1] as number;
  const endB = starts[b + 1] as number;
  const most = Math.min(endA - (starts[a] as number), endB - (starts[b] as number));
  let length = 0;
  while (length < most && bytes[endA - 1 - length] === bytes[endB - 1 - length]) length++;
  return length;
}
