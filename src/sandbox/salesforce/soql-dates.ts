import { malformed } from './soql-errors.ts';

/** From, included, until, excluded; in ms. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

const DAY = 86_400_000;

/** `TODAY`, `LAST_N_DAYS:7`, `THIS_MONTH` in the org's time zone, which is GMT. @throws OrgRefusal */
export function spanOf(literal: string, now: Date): Span {
  const [name = '', count] = literal.toUpperCase().split(':');
  const today = Math.floor(now.getTime() / DAY) * DAY;
  const days = (from: number, until: number): Span => ({
    from: today + from * DAY,
    until: today + until * DAY,
  });
  const n = Number(count);
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth()];
  const months = (from: number, until: number): Span => ({
    from: Date.UTC(year, month + from),
    until: Date.UTC(year, month + until),
  });
  const sunday = -now.getUTCDay();
  const spans: Readonly<Record<string, () => Span>> = {
    TODAY: () => days(0, 1),
    YESTERDAY: () => days(-1, 0),
    TOMORROW: () => days(1, 2),
    LAST_N_DAYS: () => days(-n, 1),
    NEXT_N_DAYS: () => days(1, n + 1),
    N_DAYS_AGO: () => days(-n, 1 - n),
    LAST_90_DAYS: () => days(-90, 1),
    NEXT_90_DAYS: () => days(1, 91),
    THIS_WEEK: () => days(sunday, sunday + 7),
    LAST_WEEK: () => days(sunday - 7, sunday),
    NEXT_WEEK: () => days(sunday + 7, sunday + 14),
    THIS_MONTH: () => months(0, 1),
    LAST_MONTH: () => months(-1, 0),
    NEXT_MONTH: () => months(1, 2),
    LAST_N_MONTHS: () => months(-n, 0),
    THIS_YEAR: () => months(-month, 12 - month),
    LAST_YEAR: () => months(-month - 12, -month),
  };
  const span = spans[name];
  if (!span) throw malformed(`The simulator does not know the date literal ${literal}`);
  return span();
}
