import { readDate } from './dates.ts';
import type { Kind } from './kinds.ts';

const LOOKS: Partial<Record<Kind, (value: string) => boolean>> = {
  'e-mail': (value) => /^[^\s@]+@[^\s@]*$/.test(value),
  date: (value) => readDate(value) !== undefined,
  phone: (value) => /^[+(]?[\d\s().\-/x]{6,22}$/i.test(value) && value.replace(/\D/g, '').length >= 6,
  postcode: (value) => /\d/.test(value) && /^[a-z0-9][a-z0-9 -]{2,9}$/i.test(value),
  number: (value) => /^-?\d+([.,]\d+)?[a-z]?$/i.test(value),
};

export function looksLike(kind: Kind, value: string): boolean {
  return LOOKS[kind]?.(value) ?? false;
}

/** In this order: the first that most of the values look like. */
const ASKED: readonly Kind[] = ['e-mail', 'date', 'phone', 'number'];

/** What values without a telling name are. */
export function kindByValues(sample: readonly string[], distinct: number, filled: number): Kind {
  const share = (test: (value: string) => boolean) => sample.filter(test).length / Math.max(1, sample.length);
  const seen = ASKED.find((kind) => share((value) => looksLike(kind, value)) > 0.75);
  if (seen === 'number') return distinct > 0.3 * filled ? 'identifier' : 'number';
  if (seen) return seen;
  if (distinct <= 60 && filled >= distinct * 20) return 'code';
  if (share((value) => /\d/.test(value)) > 0.5)
    return share((value) => /\s/.test(value)) > 0.5 ? 'address' : 'identifier';
  return 'text';
}
