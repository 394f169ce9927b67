import { z } from 'zod';
import { ContactId } from '../../ids.ts';

/** A deal of a contact's that is neither won nor lost, as the CRM has it. */
export const OpenDeal = z.object({
  contact: ContactId,
  id: z.string(),
  title: z.string(),
  /** In the CRM's own words. */
  stage: z.string().optional(),
  /** `currency`: ISO 4217, where the CRM says which. */
  amount: z.object({ value: z.number(), currency: z.string().optional() }).optional(),
  /** Where a person sees it in the CRM. */
  url: z.string(),
});
export type OpenDeal = z.output<typeof OpenDeal>;

/** `EUR 48,000`; the number alone where no currency is said. */
export function amountOf({ value, currency }: NonNullable<OpenDeal['amount']>): string {
  const digits = Number.isInteger(value) ? 0 : 2;
  const number = value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return currency === undefined ? number : `${currency} ${number}`;
}

/** What deals come to, currency by currency; each counts once, whoever of its people it was found at. */
export function togetherOf(deals: readonly OpenDeal[]): readonly string[] {
  const sums = new Map<string | undefined, number>();
  for (const { amount } of new Map(deals.map((deal) => [deal.id, deal])).values()) {
    if (amount) sums.set(amount.currency, (sums.get(amount.currency) ?? 0) + amount.value);
  }
  return [...sums].map(([currency, value]) =>
    amountOf(currency === undefined ? { value } : { value, currency }),
  );
}
