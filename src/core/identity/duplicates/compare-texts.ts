import { alikenessFrom, commonPrefix, commonSuffix, editsUpTo } from './distance.ts';
import type { Field } from './fields.ts';
import { mailboxLength } from './name-mailboxes.ts';
import { lengthOf } from './pool.ts';
import type { Lists, Pool } from './pool.ts';

/** The level of two different, known values by their codes. */
export type CompareCodes = (a: number, b: number) => number;

/** Given names: see LEVELS. */
export function compareGiven({ pool, forms }: Field): CompareCodes {
  return (a, b) => {
    if (forms && meet(forms, a, b)) return 2;
    const shorter = Math.min(lengthOf(pool, a), lengthOf(pool, b));
    const prefix = commonPrefix(pool, a, b);
    if (shorter === 1) return prefix === 1 ? 5 : 9;
    const distance = editsUpTo(2, pool, a, b);
    if (distance === 1 && shorter > 2) return 3;
    if (prefix === shorter && shorter >= 2) return 6;
    const likeness = alikenessFrom(0.76, pool, a, b);
    if (likeness >= 0.9 || (distance === 2 && shorter >= 5)) return 4;
    if (isWordOf(pool, a, b)) return 6;
    return likeness >= 0.76 ? 7 : 9;
  };
}

/** Family names: see LEVELS. */
export function compareFamily({ pool }: Field): CompareCodes {
  return (a, b) => {
    const distance = editsUpTo(2, pool, a, b);
    const shorter = Math.min(lengthOf(pool, a), lengthOf(pool, b));
    if (distance === 1 && shorter > 2) return 2;
    const likeness = alikenessFrom(0.76, pool, a, b);
    if (likeness >= 0.9 || (distance === 2 && shorter >= 5)) return 3;
    if (isWordOf(pool, a, b) || commonPrefix(pool, a, b) === shorter) return 4;
    return likeness >= 0.76 ? 6 : 8;
  };
}

export function comparePlace({ pool }: Field): CompareCodes {
  return (a, b) => {
    const distance = editsUpTo(3, pool, a, b);
    const shorter = Math.min(lengthOf(pool, a), lengthOf(pool, b));
    if (distance === 1 && shorter > 2) return 2;
    if (distance <= 3 && distance <= shorter / 3) return 3;
    if (alikenessFrom(0.92, pool, a, b) >= 0.92) return 3;
    return isWordOf(pool, a, b) || isWordOf(pool, b, a) ? 4 : 6;
  };
}

export function compareEmail({ pool }: Field): CompareCodes {
  const mailbox = new Int32Array(pool.starts.length - 1);
  for (let code = 0; code < mailbox.length; code++) mailbox[code] = mailboxLength(pool, code);
  return (a, b) => {
    const prefix = commonPrefix(pool, a, b);
    const [boxA, boxB] = [mailbox[a] as number, mailbox[b] as number];
    const distance = editsUpTo(4, pool, a, b);
    if (distance === 1) return 3;
    if (boxA === boxB && prefix >= boxA && boxA > 2) return 2;
    const shorter = Math.min(lengthOf(pool, a), lengthOf(pool, b));
    if (prefix === shorter && shorter >= 4) return 4;
    if (distance === 2) return 5;
    if (distance <= 4 || alikenessFrom(0.93, pool, a, b) >= 0.93) return 6;
    const domain = lengthOf(pool, a) - boxA;
    return domain === lengthOf(pool, b) - boxB && domain > 2 && commonSuffix(pool, a, b) >= domain ? 7 : 8;
  };
}

/** Whether the shorter text is a whole word, or several, of the longer. */
function isWordOf(pool: Pool, a: number, b: number): boolean {
  const [m, n] = [lengthOf(pool, a), lengthOf(pool, b)];
  if (m > n) return isWordOf(pool, b, a);
  if (m < 2) return false;
  const SPACE = 32;
  const byte = (i: number) => pool.bytes[i] as number;
  const start = pool.starts[b] as number;
  if (commonPrefix(pool, a, b) === m && byte(start + m) === SPACE) return true;
  return commonSuffix(pool, a, b) === m && byte(start + n - m - 1) === SPACE;
}

/** Whether two sorted lists have a number in common. */
function meet({ starts, items }: Lists, a: number, b: number): boolean {
  let [i, j] = [starts[a] as number, starts[b] as number];
  const [endA, endB] = [starts[a + 1] as number, starts[b + 1] as number];
  while (i < endA && j < endB) {
    const [x, y] = [items[i] as number, items[j] as number];
    if (x === y) return true;
    if (x < y) i++;
    else j++;
  }
  return false;
}
