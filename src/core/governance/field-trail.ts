import { z } from 'zod';
import { WriteMode } from './settings.ts';

/** What stood in a field before Kith wrote into it. */
export const Former = z.object({ value: z.string(), at: z.iso.datetime() });
export type Former = z.infer<typeof Former>;

/**
 * How a mapped field came to be decided on. `written`: Kith wrote the fact. `there`: the field said so already.
 * `left`: somebody else's value stands. `changed`: Kith wrote, and a person changed it since. `refused`: the CRM did not
 * take it. `accepted` and `declined`: a person's answer to a suggestion. `put back`: what was there before, is again.
 * `given back`: somebody typed here while Kith was writing; theirs stands again, and Kith's is a suggestion.
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
  'given back',
]);
export type Standing = z.infer<typeof Standing>;

/**
 * What Kith put into a field last, and by which look into it. The moments are the CRM's own, so that they compare with those
 * of its events; Kith's clock is not asked.
 */
export const Put = z.object({
  /** `null`: it was emptied. */
  value: z.string().nullable(),
  /** What stood there when Kith began to put something; `null`: nothing. */
  saw: z.string().nullable(),
  /** Whatever happened to the contact before this had been seen then. */
  since: z.iso.datetime(),
  /** By this it was written, where the CRM says so. */
  until: z.iso.datetime().optional(),
  /** All that Kith put there since then, this too. */
  ours: z.array(z.string()),
});
export type Put = z.infer<typeof Put>;

/** What somebody else put into a field last that Kith may not have seen, and when, as the CRM told. */
export const Typed = z.object({
  value: z.string().nullable(),
  at: z.iso.datetime(),
  /** It is what Kith had seen. */
  seen: z.literal(true).optional(),
});
export type Typed = z.infer<typeof Typed>;

const Settled = z.object({
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
  /** Absent where somebody else's value stands. */
  put: Put.optional(),
  typed: Typed.optional(),
});

/** What Kith did with one mapped field of one contact. Values that people had put there are never dropped from it. */
export const FieldTrail = Settled.extend({
  /** How it will be once what was decided is written. It is kept before the call: a crash may hide what became of that. */
  pending: Settled.optional(),
});
export type FieldTrail = z.infer<typeof FieldTrail>;

/** The same content, whatever spaces and line ends a CRM makes of it. An absent value and an empty one are the same. */
export function sameValue(a: string | null | undefined, b: string | null | undefined): boolean {
  return plain(a) === plain(b);
}

export const isBlank = (value: string | null | undefined): boolean => plain(value) === '';

const plain = (value: string | null | undefined): string => (value ?? '').replace(/\s+/g, ' ').trim();
