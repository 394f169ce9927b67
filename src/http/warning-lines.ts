import { fewMakeIt } from '../core/warning/accounts.ts';
import { LEVELS } from '../core/warning/alerts.ts';
import type { HourBand } from '../core/warning/band.ts';
import type { Watched } from '../core/warning/measures.ts';
import type { WarningOverview } from '../flows/warning/open-warning.ts';
import type { AlertLine, AlertsPage, StreamPage } from './warning-shapes.ts';

type Titles = ReadonlyMap<string, string>;

export function alertsOf({ alerts, rules }: WarningOverview, titles: Titles): AlertsPage {
  const names = new Map(rules.map(({ rule }) => [rule.id, rule.wanted.name]));
  return {
    alerts: alerts.map((alert) => lineOf(alert, names.get(alert.rule) ?? alert.rule, titles)),
    rules: rules.map(({ rule: { id, wanted, on }, learnsUntil }) => ({
      ...{ id, name: wanted.name, on },
      ...(learnsUntil && { learnsUntil: learnsUntil.toISOString() }),
    })),
  };
}

function lineOf(
  { drivers, at, phrases, ...figures }: WarningOverview['alerts'][number],
  name: string,
  titles: Titles,
): AlertLine {
  return {
    ...{ ...figures, name, phrases: [...phrases], at: at.toISOString() },
    promisedEveryHours: LEVELS[figures.level].hours,
    fewAccounts: [...fewMakeIt(figures.accounts)],
    drivers: drivers.map(({ post, by }) => ({
      ...{ network: post.network, networkTitle: titles.get(post.network) ?? post.network },
      ...{ url: post.url, text: post.text, at: post.publishedAt.toISOString(), handle: by.handle },
      ...(by.name !== undefined && { name: by.name }),
      ...(by.influence?.known && { influence: by.influence.percentile }),
    })),
  };
}

const HOUR_MS = 3_600_000;
/** A hundredth of a post is exact enough. */
const rounded = (value: number) => Math.round(value * 100) / 100;

export function streamOf(measure: Watched, hours: readonly HourBand[]): StreamPage {
  return {
    measure,
    hours: hours.map(({ hour, observed, expected, low, high }) => ({
      ...{ at: new Date(hour * HOUR_MS).toISOString(), observed, expected: rounded(expected) },
      ...{ low: rounded(low), high: rounded(high) },
    })),
  };
}
