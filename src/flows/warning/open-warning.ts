import type { InstallationId, NetworkId } from '../../core/ids.ts';
import { bandOf } from '../../core/warning/band.ts';
import type { HourBand } from '../../core/warning/band.ts';
import type { Watched } from '../../core/warning/measures.ts';
import { hourOf } from '../../core/warning/series.ts';
import { streamsOf } from '../../core/warning/streams.ts';
import { judge, LEARNING_HOURS } from '../../core/warning/together.ts';
import type { ListeningRule } from '../../core/listening/rule.ts';
import type { Now } from '../../ports/runtime.ts';
import type { Store } from '../../ports/store.ts';
import type { KeptAlert } from '../../ports/warning.ts';
import type { Manners } from '../tend.ts';
import { HISTORY_HOURS } from './warn.ts';

interface Deps {
  readonly store: Store;
  readonly manners: ReadonlyMap<NetworkId, Pick<Manners, 'terms'>>;
  readonly now: Now;
}

/** A rule that is counted. */
export interface CountedRule {
  readonly rule: ListeningRule;
  /** Until then it is only learnt what is usual; absent where that is known, or nothing was heard yet. */
  readonly learnsUntil?: Date;
}

export interface WarningOverview {
  /** Of the last 30 days, newest first. */
  readonly alerts: readonly KeptAlert[];
  readonly rules: readonly CountedRule[];
}

/** What people see of early warning. */
export interface Warning {
  /** @param framed inside a frame, where some networks forbid that their posts are shown. */
  overview(at: InstallationId, framed: boolean): Promise<WarningOverview>;
  /** The last days of a stream, oldest first; undefined when there is no such rule. */
  stream(
    at: InstallationId,
    of: { readonly rule: string; readonly measure: Watched; readonly days: number },
  ): Promise<readonly HourBand[] | undefined>;
}

const HOUR_MS = 3_600_000;
const SHOWN = { days: 30, alerts: 100 } as const;

export function openWarning({ store, manners, now }: Deps): Warning {
  const mayFrame = (network: NetworkId) => manners.get(network)?.terms.mayShowInFrame ?? false;
  return {
    overview: (at, framed) =>
      store.inside(at, async (w) => {
        const since = new Date(now().getTime() - SHOWN.days * 24 * HOUR_MS);
        const alerts = await w.warning.alerts(since, SHOWN.alerts);
        const first = await w.warning.firstHours();
        return {
          alerts: alerts.map((one) => ({
            ...one,
            drivers: one.drivers.filter(({ post }) => !framed || mayFrame(post.network)),
          })),
          rules: (await w.listening.rules()).map((rule) => ({
            rule,
            ...learning(first.get(rule.id), now()),
          })),
        };
      }),
    stream: (at, { rule, measure, days }) =>
      store.inside(at, async (w) => {
        if (!(await w.listening.find(rule))) return undefined;
        const until = hourOf(now().getTime());
        const streams = streamsOf(await w.warning.hours(until - HISTORY_HOURS, rule), until);
        const stream = streams.find((one) => one.measure === measure);
        return stream ? bandOf(judge(stream), days * 24) : [];
      }),
  };
}

function learning(first: number | undefined, now: Date): Pick<CountedRule, 'learnsUntil'> {
  if (first === undefined) return {};
  const learnsUntil = new Date((first + LEARNING_HOURS) * HOUR_MS);
  return learnsUntil > now ? { learnsUntil } : {};
}
