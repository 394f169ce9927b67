import type { ContactId, NetworkId } from '../core/ids.ts';
import type { ScoredProfile } from '../core/record/facts.ts';
import type { ReadPost } from '../core/record/facts.ts';
import type { HourCount } from '../core/warning/hours.ts';
import type { SaidPost } from '../core/warning/measures.ts';
import type { RaisedAlert } from '../core/warning/raised.ts';

/** A count of one rule. */
export interface StreamHour extends HourCount {
  readonly rule: string;
}

/** An alert as it is shown, with those of its posts that are still kept and may be shown. */
export interface KeptAlert extends Omit<RaisedAlert, 'drivers'> {
  readonly id: string;
  readonly drivers: readonly { readonly post: ReadPost; readonly by: ScoredProfile }[];
}

/** How much is said of what rules hear, and what was unusual of it; of one installation, inside a transaction. */
export interface WarningRows {
  /** What a rule heard that was said between, newest first, without what was said on these networks. */
  said(
    rule: string,
    between: { readonly from: Date; readonly until: Date },
    without: readonly NetworkId[],
    limit: number,
  ): Promise<readonly SaidPost[]>;
  /** Keeps what was counted; of two counts of an hour the larger, since what was said may be gone by now. */
  count(rule: string, counts: readonly HourCount[]): Promise<void>;
  /** Counts from an hour on, in hours since 1970. */
  hours(from: number, rule?: string): Promise<readonly StreamHour[]>;
  /** The first hour that each rule has a count of. */
  firstHours(): Promise<ReadonlyMap<string, number>>;
  /** Forgets counts before an hour, and all counts of rules that are off and counted nothing since `idle`. */
  forget(before: number, idle: number): Promise<void>;
  /** @returns its id; undefined when it was raised already. */
  raise(alert: RaisedAlert, at: Date): Promise<string | undefined>;
  /** Contacts linked to whoever drives an alert, or the alerts of a rule. */
  drivenBy(of: { readonly alert: string } | { readonly rule: string }): Promise<readonly ContactId[]>;
  /** Newest first. */
  alerts(since: Date, limit: number): Promise<readonly KeptAlert[]>;
}
