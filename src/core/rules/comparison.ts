import { z } from 'zod';

/** What the CRM says of a contact, as far as every CRM says it. */
export const CONTACT_FIELDS = ['company', 'title', 'location', 'website', 'e-mail domain'] as const;
export type ContactField = (typeof CONTACT_FIELDS)[number];

const AGAINST = ['is', 'is not', 'contains'] as const;
const Value = z.string().trim().min(1).max(200);

const against = z.object({ how: z.enum(AGAINST), value: Value });
const isKnown = z.object({ how: z.literal('is known') });

/**
 * How what the CRM says is compared, in whatever case. What it does not say is not known, and then not another value
 * either: Kith does not guess.
 */
export type Comparison = z.output<typeof against> | z.output<typeof isKnown>;
export type How = Comparison['how'];

/** A condition on something that the CRM says: of every contact, or in a field of its own. */
const OfContact = { on: z.literal('contact'), field: z.enum(CONTACT_FIELDS) };
const OfField = { on: z.literal('field'), field: z.string().min(1).max(100) };

export const ContactCondition = z.discriminatedUnion('how', [
  against.extend(OfContact),
  isKnown.extend(OfContact),
]);
export const FieldCondition = z.discriminatedUnion('how', [against.extend(OfField), isKnown.extend(OfField)]);

/** Whether it is so of what is said; of several values (two e-mail addresses) one is enough, and none may be what it is not. */
export function compares(comparison: Comparison, said: readonly string[]): boolean {
  const values = said.map(plain).filter((value) => value !== '');
  if (comparison.how === 'is known') return values.length > 0;
  const wanted = plain(comparison.value);
  switch (comparison.how) {
    case 'is':
      return values.includes(wanted);
    case 'is not':
      return values.length > 0 && !values.includes(wanted);
    case 'contains':
      return values.some((value) => value.includes(wanted));
  }
}

/** Words as they are compared: case, width and spaces tell nothing apart. */
export const plain = (text: string): string =>
  text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
