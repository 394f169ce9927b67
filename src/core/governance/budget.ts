import { z } from 'zod';
import type { NetworkId } from '../ids.ts';
import type { Terms } from '../terms.ts';
import type { Costs } from './costs.ts';

/** What an admin lets a network that charges cost. */
export const Budget = z.object({
  /** US dollars that may be spent in a month, to the cent. */
  dollarsAMonth: z.number().min(0.01).max(100_000).multipleOf(0.01),
  /** How people are asked for their consent, in a sentence, where the network's terms want it. */
  consentRule: z.string().trim().min(20).max(500).optional(),
});
export type Budget = z.output<typeof Budget>;

/** What a network charges and allows. */
export interface Charging {
  readonly terms: Terms;
  readonly costs?: Costs;
}

/**
 * Why a network that charges is not asked for anybody, as half a sentence after its name; undefined when it may be, or
 * charges nothing.
 */
export function unbudgeted({ terms, costs }: Charging, budget: Budget | undefined): string | undefined {
  if (costs === undefined) return undefined;
  if (budget === undefined) return 'is not asked until the settings say what it may cost in a month';
  if (!terms.needsConsent || budget.consentRule !== undefined) return undefined;
  const clause = terms.clause.replace(/\.$/, '');
  return `is not asked until the settings say how people are asked for their consent: ${clause}`;
}

/** What was asked and spent of a network in a month. Nothing of it says about whom. */
export interface Spent {
  readonly network: NetworkId;
  /** Questions that were put. */
  readonly asked: number;
  /** In millionths of a US dollar. */
  readonly micros: number;
}

/** The month in which a budget counts: UTC, `2026-11`. */
export function monthOf(now: Date): string {
  return now.toISOString().slice(0, 7);
}
