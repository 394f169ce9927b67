import type { Terms } from '../terms.ts';

const LEAST_HOURS = 1;
const MOST_HOURS = 24;

/**
 * Hours until what a profile says is read again, where nobody tells us of it: sooner where there was something new,
 * later where there was not, and always so often that what the author deleted is gone here within the network's limit.
 * @param before what it was until now; undefined for one that is read for the first time.
 * @param news posts that were not known yet.
 * @param isListened what it says is heard by itself: reading only sees to it that nothing was missed.
 */
export function readAgainAfter(
  { deleteWithinHours }: Pick<Terms, 'deleteWithinHours'>,
  before: number | undefined,
  news: number,
  isListened = false,
): number {
  const most = Math.max(LEAST_HOURS, Math.min(MOST_HOURS, deleteWithinHours / 2));
  if (isListened) return most;
  const wished = before === undefined ? most : before * (news > 0 ? 0.5 : 1.5);
  return Math.min(most, Math.max(LEAST_HOURS, wished));
}

const HOUR_MS = 3_600_000;

/**
 * What was last seen at the network before this may have been deleted there so long ago that it must not be here any
 * more. An hour early, since what is kept is looked after every hour.
 */
export function unseenSince({ deleteWithinHours }: Pick<Terms, 'deleteWithinHours'>, now: Date): Date {
  return new Date(now.getTime() - Math.max(0, deleteWithinHours - 1) * HOUR_MS);
}

/** Of what a network allows in an hour so many tenths go into asking again; the rest is for people who wait. */
const TENTHS = 3;

/** One of so many who share what a network allows. */
export interface Place {
  readonly nth: number;
  readonly of: number;
}

/**
 * How often one of several installations may ask a network again in this hour. Together they never ask more than the
 * share, however many they are and however much one of them would like to know; where it is less than one each, they take
 * turns by the hour.
 */
export function asksThisHour(
  { requests, perSeconds }: { readonly requests: number; readonly perSeconds: number },
  { nth, of }: Place,
  now: Date,
): number {
  const all = Math.max(1, Math.floor((requests * 3_600 * TENTHS) / (perSeconds * 10)));
  const turn = (nth + Math.floor(now.getTime() / HOUR_MS)) % of;
  return Math.floor(((turn + 1) * all) / of) - Math.floor((turn * all) / of);
}

const DAY_MS = 86_400_000;
/** Of the time for which a network lets facts be kept, after so much they are asked for again. */
const REFRESH = 0.8;

/**
 * What was fetched before `refresh` is asked for again, what was fetched before `erase` is gone: an hour early, as above.
 * Undefined: it may be kept.
 */
export function keptSince(
  { keepForDays }: Pick<Terms, 'keepForDays'>,
  now: Date,
): { readonly refresh: Date; readonly erase: Date } | undefined {
  if (keepForDays === undefined) return undefined;
  const ago = (days: number) => new Date(now.getTime() - days * DAY_MS);
  return { refresh: ago(keepForDays * REFRESH), erase: new Date(ago(keepForDays).getTime() + HOUR_MS) };
}
