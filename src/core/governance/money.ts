import { unbudgeted } from './budget.ts';
import type { Budget, Charging, Spent } from './budget.ts';
import { dollarsOf, microsOf } from './costs.ts';
import type { Costs, Micros } from './costs.ts';

/** What an admin is told of a network that charges. */
export interface Money {
  /** `$0.01 a profile, $0.005 a post` */
  readonly prices: string;
  /** Where the network says so. */
  readonly source: string;
  /** Questions put this month. */
  readonly asked: number;
  /** In millionths of a US dollar, this month; what is set aside for questions under way included. */
  readonly spent: Micros;
  /** Whether its terms want to know how people are asked for their consent. */
  readonly asksConsent: boolean;
  /** Why it is not asked for anybody, as half a sentence after its name. */
  readonly why?: string;
}

const PRICED = [
  ['profile', 'a profile'],
  ['email', 'a profile by e-mail'],
  ['name', 'a profile by name'],
  ['post', 'a post'],
] as const satisfies readonly (readonly [keyof Costs, string])[];

/** @returns undefined for a network that charges nothing. */
export function moneyOf(
  charging: Charging,
  budget: Budget | undefined,
  spent: Pick<Spent, 'asked' | 'micros'> = { asked: 0, micros: 0 },
): Money | undefined {
  const { costs, terms } = charging;
  if (costs === undefined) return undefined;
  const why = unbudgeted(charging, budget) ?? usedUp(costs, budget, spent.micros);
  return {
    prices: PRICED.flatMap(([key, of]) => {
      const dollars = costs[key];
      return dollars === undefined ? [] : [`${dollarsOf(microsOf(dollars))} ${of}`];
    }).join(', '),
    source: costs.source,
    asked: spent.asked,
    spent: spent.micros,
    asksConsent: terms.needsConsent,
    ...(why !== undefined && { why }),
  };
}

/** Said once not even the cheapest question can be paid. */
function usedUp(costs: Costs, budget: Budget | undefined, spent: Micros): string | undefined {
  const prices = PRICED.flatMap(([key]) => costs[key] ?? []);
  const left = microsOf(budget?.dollarsAMonth ?? 0) - spent;
  if (left >= Math.min(...prices.map(microsOf))) return undefined;
  return 'is not asked any more this month, because what it may cost is used up';
}
