import { alertEvent } from '../../core/outgoing/event.ts';
import { accountsIn } from '../../core/warning/accounts.ts';
import { driversOf } from '../../core/warning/drivers.ts';
import type { SaidPost } from '../../core/warning/measures.ts';
import { phrasesOf } from '../../core/warning/phrases.ts';
import { hourOf } from '../../core/warning/series.ts';
import { alertsTogether, isQuieted } from '../../core/warning/together.ts';
import type { Found, Judged } from '../../core/warning/together.ts';
import { windowOf } from '../../core/warning/window.ts';
import type { Window } from '../../core/warning/window.ts';
import type { Workspace } from '../../ports/store.ts';
import { announce } from '../announce.ts';

type NewAlert = Found & { readonly window: Window };

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;
/** More alerts are not raised in two days: each is quiet for one. */
const KEPT = 1_000;

/**
 * Alerts of the day before an hour that were not raised yet.
 * @param said what each rule heard in the three days before.
 */
export async function newAlerts(
  w: Workspace,
  judged: readonly Judged[],
  said: ReadonlyMap<string, readonly SaidPost[]>,
  until: number,
): Promise<readonly NewAlert[]> {
  const windows = new Map<Found, Window>();
  const lately = until - 2 * DAY_HOURS;
  const found = alertsTogether(judged, (one) => {
    // Whether earlier ones had enough behind them is past telling; they only keep later ones quiet, and for a day.
    if (one.hour < lately) return true;
    const of = judged.find(({ stream }) => stream.rule === one.rule && stream.measure === one.measure);
    const window = of && windowOf(one, of, said.get(one.rule) ?? []);
    if (window) windows.set(one, window);
    return window !== undefined;
  });
  const raised = await w.warning.alerts(new Date(lately * HOUR_MS), KEPT);
  const known = raised.map((one) => ({ ...one, hour: hourOf(one.at.getTime()) })).toReversed();
  return found.flatMap((one) => {
    const window = windows.get(one);
    const isNews = one.hour >= until - DAY_HOURS && !isQuieted(one, known);
    return window && isNews ? [{ ...one, window }] : [];
  });
}

/** Keeps an alert with what drives it, passes on to the records of who does, and tells whoever wants to hear of it. */
export async function raise(
  w: Workspace,
  { rule, measure, level, hour, p, window }: NewAlert,
  before: readonly SaidPost[],
  now: Date,
): Promise<void> {
  const { hours, observed, expected, said } = window;
  const at = new Date(hour * HOUR_MS);
  const figures = { rule, measure, level, at, p, hours, observed, expected };
  const drivers = driversOf(said).map(({ network, id: post }) => ({ network, post }));
  const shown = { phrases: [...phrasesOf(said, before)], accounts: accountsIn(said, now), drivers };
  const id = await w.warning.raise({ ...figures, ...shown }, now);
  if (id === undefined) return;
  const { installation } = w;
  for (const contact of await w.warning.drivenBy({ alert: id })) {
    await w.enqueue('record', [{ installation, contact }], { key: contact });
  }
  await announce(w, alertEvent({ ...figures, id }), now);
}
