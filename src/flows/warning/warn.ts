import type { InstallationId, NetworkId } from '../../core/ids.ts';
import { countHours } from '../../core/warning/hours.ts';
import type { SaidPost } from '../../core/warning/measures.ts';
import { hourOf } from '../../core/warning/series.ts';
import { streamsOf } from '../../core/warning/streams.ts';
import { judge } from '../../core/warning/together.ts';
import type { Now } from '../../ports/runtime.ts';
import type { Store, Workspace } from '../../ports/store.ts';
import { meetAlerts } from '../rules/meet-rules.ts';
import type { Manners } from '../tend.ts';
import { newAlerts, raise } from './raise.ts';

interface Deps {
  readonly store: Store;
  readonly manners: ReadonlyMap<NetworkId, Pick<Manners, 'terms'>>;
  readonly now: Now;
}

/** What a rule heard that was said from an hour on and before another, in hours since 1970. */
type Ask = (rule: string, from: number, until: number, limit: number) => Promise<readonly SaidPost[]>;

const HOUR_MS = 3_600_000;
/** Half a year tells what is usual. */
export const HISTORY_HOURS = 182 * 24;
/** What was said may be heard so much later: its hour is counted again until then. */
const LATE_HOURS = 72;
/** Of one rule so many posts are counted in one go; more hours than these fill were counted before. */
const COUNTED = 20_000;
/** What was said in the two weeks before is what phrases are compared with. */
const BEFORE = { hours: 336, posts: 2_000 } as const;

/**
 * Counts what the rules that are on heard, hour by hour, and raises what is unusual of the last day, each alert once;
 * rules that are about alerts meet it.
 * Of networks whose terms let no figures be made nothing is counted. The hour that still runs is not judged.
 */
export async function warn(installation: InstallationId, { store, manners, now }: Deps): Promise<void> {
  const uncounted = [...manners].flatMap(([id, { terms }]) => (terms.mayDerive === false ? [id] : []));
  await store.inside(installation, async (w) => {
    const until = hourOf(now().getTime());
    const ask: Ask = (rule, from, to, limit) => {
      const between = { from: new Date(from * HOUR_MS), until: new Date(to * HOUR_MS) };
      return w.warning.said(rule, between, uncounted, limit);
    };
    const said = await count(w, ask, until);
    const hours = await w.warning.hours(until - HISTORY_HOURS);
    const heard = hours.filter(({ rule }) => said.has(rule));
    const alerts = await newAlerts(w, streamsOf(heard, until).map(judge), said, until);
    for (const alert of alerts) {
      const { rule, hour, window } = alert;
      const before = await ask(rule, until - BEFORE.hours, hour + 1 - window.hours, BEFORE.posts);
      await raise(w, alert, before, now());
    }
    if (alerts.length > 0) await meetAlerts(w, now());
  });
}

/** @returns what each rule that is on heard lately. */
async function count(
  w: Workspace,
  ask: Ask,
  until: number,
): Promise<ReadonlyMap<string, readonly SaidPost[]>> {
  const said = new Map<string, readonly SaidPost[]>();
  for (const { id, on } of await w.listening.rules()) {
    if (!on) continue;
    const posts = await ask(id, until - LATE_HOURS, until, COUNTED);
    await w.warning.count(id, countHours(posts));
    said.set(id, posts);
  }
  await w.warning.forget(until - HISTORY_HOURS, until - LATE_HOURS);
  return said;
}
