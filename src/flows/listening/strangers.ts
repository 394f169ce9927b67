import type { NetworkId } from '../../core/ids.ts';
import type { Workspace } from '../../ports/store.ts';

const DAY_MS = 86_400_000;
/** Counts are kept so long, since they say how a rule develops and nothing about anybody. */
const COUNTS_DAYS = 365;

/**
 * What people who are linked to nobody said is kept for the days an admin set, and not at all on networks that were
 * switched off.
 * @returns whether there is more than could be let go together.
 */
export async function letStrangersGo(
  w: Workspace,
  off: readonly NetworkId[],
  now: Date,
  together: number,
): Promise<boolean> {
  const ago = (days: number) => new Date(now.getTime() - days * DAY_MS);
  await w.listening.forgetDays(ago(COUNTS_DAYS).toISOString().slice(0, 10));
  return w.listening.letGo(ago(await w.listening.strangerDays()), off, together);
}
