import { z } from 'zod';
import { INTENTS } from '../conversation/intent/intents.ts';
import type { Reading } from '../conversation/reading.ts';

/** Whom a listening rule adds to the CRM: who said so often, in so many days, what it means. */
export const Adds = z.object({
  times: z.int().min(1).max(100),
  days: z.int().min(1).max(90),
  /** Then only posts that surely want this count. */
  intent: z.enum(INTENTS).optional(),
  /** No more people than so many in a day (UTC). */
  mostADay: z.int().min(1).max(100).default(10),
});
export type Adds = z.output<typeof Adds>;

/** What counts of a post. */
interface Said {
  readonly at: Date;
  readonly reading?: Pick<Reading, 'intents'> | undefined;
}

const DAY_MS = 86_400_000;

/** What was said before no longer counts. */
export const countsSince = ({ days }: Adds, now: Date) => new Date(now.getTime() - days * DAY_MS);

/** Whether somebody said it so often. A post of which it is not sure what it wants counts for no intent. */
export function isAdded(adds: Adds, said: readonly Said[], now: Date): boolean {
  const since = countsSince(adds, now);
  const counted = said.filter(
    ({ at, reading }) =>
      at >= since &&
      (adds.intent === undefined || reading?.intents?.some(({ label }) => label === adds.intent)),
  );
  return counted.length >= adds.times;
}
