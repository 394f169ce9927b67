import { alikeness, signatureOf } from './signature.ts';
import type { Signature } from './signature.ts';
import { wordingOf } from './wording.ts';

/** Texts that have so much of their parts in common say the same. */
export const ALIKE = 0.4;

/** What is said again later than this is said anew. */
const WITHIN_MS = 7 * 86_400_000;

/** Whether two posts were published so near each other that one may be the other again. */
export const isAboutTheSameTime = (
  { publishedAt: one }: { readonly publishedAt: Date },
  { publishedAt: other }: { readonly publishedAt: Date },
): boolean => Math.abs(one.getTime() - other.getTime()) <= WITHIN_MS;

/** What a text says, in the form in which it is compared. */
export interface Said {
  /** Empty where nothing is said in words. */
  readonly words: string;
  /** Absent of what is too short to be compared by its parts. */
  readonly signature?: Signature;
}

export function saidIn(text: string): Said {
  const { words, short } = wordingOf(text);
  return short ? { words } : { words, signature: signatureOf(words) };
}

/** Whether two texts say the same: the very same words, or, where they are long enough, much the same. */
export function sayTheSame(one: Said, other: Said): boolean {
  if (one.words === '' || other.words === '') return false;
  if (one.words === other.words) return true;
  return !!one.signature && !!other.signature && alikeness(one.signature, other.signature) >= ALIKE;
}
