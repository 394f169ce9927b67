import { z } from 'zod';
import { WriteMode } from './settings.ts';

/** What stood in a field before Kith wrote into it. */
export const Former = z.object({ value: z.string(), at: z.iso.datetime() });
export type Former = z.infer<typeof Former>;

/**
 * How a mapped field came to be decided on. `written`: Kith wrote the fact. `there`: the field said so already.
 * `left`: somebody else's value stands. `changed`: Kith wrote, and a person changed it since. `refused`: the CRM did not
 * take it. `accepted` and `declined`: a person's answer to a suggestion. `put back`: what was there before, is again.
 */
export const Standing = z.enum([
  'written',
  'there',
  'left',
  'changed',
  'refused',
  'accepted',
  'declined',
  'put back',
]);
export type Standing = z.infer<typeof Standing>;

/** What Kith did with one mapped field of one contact. Values that people had put there are never dropped from it. */
export const FieldTrail = z.object({
  /** The value decided on last; `null` once it was withdrawn. */
  fact: z.string().nullable(),
  mode: WriteMode,
  standing: Standing,
  /** What Kith wrote and has not put back; `null` when the field is not Kith's doing. */
  wrote: z.string().nullable(),
  /** What stood there when Kith took the field over; `null`: nothing. */
  base: z.string().nullable(),
  /** Every value of others that Kith wrote over, oldest first. */
  former: z.array(Former),
  at: z.iso.datetime(),
});
export type FieldTrail = z.infer<typeof FieldTrail>;

/** The same content, whatever spaces and line ends a CRM makes of it. An absent value and an empty one are the same. */
export function sameValue(a: string | null | undefined, b: string | null | undefined): boolean {
  return plain(a) === plain(b);
}

export const isBlank = (value: string | null | undefined): boolean => plain(value) === '';

const plain = (value: string | null | undefined): string => (value ?? '').replace(/\s+/g, ' ').trim();
