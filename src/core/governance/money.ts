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

type Priced = Exclude<keyof Costs, 'charged' | 'rememberDays' | 'source'>;

/** Every price that a network may name, so that none is charged of which the admin was not told. */
const PRICED: Readonly<Record<Priced, string>> = {
  profile: 'a profile',
  email: 'a profile by e-mail',
  person: 'a profile by all that is known of a person',
  name: 'a profile by name',
  post: 'a post',
};

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
    prices: pricesOf(costs)
      .map(([priced, price]) => `${dollarsOf(price)} ${PRICED[priced]}`)
      .join(', '),
    source: costs.source,
    asked: spent.asked,
    spent: spent.micros,
    asksConsent: terms.needsConsent,
    ...(why !== undefined && { why }),
  };
}

function pricesOf(costs: Costs): readonly (readonly [Priced, Micros])[] {
  return (Object.keys(PRICED) as Priced[]).flatMap((priced) => {
    const dollars = costs[priced];
    return dollars === undefined ? [] : [[priced, microsOf(dollars)] as const];
  });
}

/** Said once not even the cheapest question can be paid. */
function usedUp(costs: Costs, budget: Budget | undefined, spent: Micros): string | undefined {
  const left = microsOf(budget?.dollarsAMonth ?? 0) - spent;
  if (pricesOf(costs).some(([, price]) => price <= left)) return undefined;
  return 'is not asked any more this month, because what it may cost is used up';
}
