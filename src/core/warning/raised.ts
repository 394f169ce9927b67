import { z } from 'zod';
import { NetworkId, PostId } from '../ids.ts';
import { WATCHED } from './measures.ts';

/** An alert as it is kept: figures, phrases, and which posts drive it; nothing of what they say. */
export const RaisedAlert = z.object({
  /** The listening rule that heard it. */
  rule: z.uuid(),
  measure: z.enum(WATCHED),
  level: z.enum(['watch', 'warn', 'crisis']),
  /** When the hour that raised it began, UTC. */
  at: z.date(),
  /** How likely an hour is to look so when nothing happens. */
  p: z.number().min(0),
  /** So many hours up to its end are compared with what is usual for them. */
  hours: z.int().positive(),
  observed: z.number().nonnegative(),
  expected: z.number().nonnegative(),
  /** Said now by several people, and not before. */
  phrases: z.array(z.string()),
  accounts: z.object({
    ...{ posts: z.int(), authors: z.int(), evenAuthors: z.number() },
    ...{ copies: z.int(), aged: z.int(), young: z.int() },
  }),
  drivers: z.array(z.object({ network: NetworkId, post: PostId })),
});
export type RaisedAlert = z.output<typeof RaisedAlert>;

/** What an alert says without a word of anybody: it may leave the house, and rules act on it. */
export const AlertFigures = RaisedAlert.pick({ rule: true, measure: true, level: true, at: true, p: true })
  .extend(RaisedAlert.pick({ hours: true, observed: true, expected: true }).shape)
  .extend({ id: z.uuid() });
export type AlertFigures = z.output<typeof AlertFigures>;
