import { z } from 'zod';

/** What an endpoint's messages are signed with; while one secret replaces another, both. */
export const Signing = z.object({
  current: z.string(),
  former: z.object({ secret: z.string(), until: z.iso.datetime() }).optional(),
});
export type Signing = z.output<typeof Signing>;

/** For so long a replaced secret still signs. */
const BOTH_MS = 86_400_000;

/** A new secret, beside which the one before it stays valid for a day; one before that is valid no more. */
export function rotated({ current }: Signing, next: string, now: Date): Signing {
  const until = new Date(now.getTime() + BOTH_MS).toISOString();
  return { current: next, former: { secret: current, until } };
}

/** The secrets that sign now, the newest first. */
export function validAt({ current, former }: Signing, now: Date): readonly string[] {
  return former && now.toISOString() < former.until ? [current, former.secret] : [current];
}
