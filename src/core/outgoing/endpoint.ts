import { z } from 'zod';
import { HeardType } from './event.ts';

/** Why nothing is sent to an endpoint. `gone`: it answered 410. `failing`: it took nothing for days. */
export const Stopped = z.enum(['by an admin', 'gone', 'failing']);
export type Stopped = z.output<typeof Stopped>;

/** An address of the customer's that is told of events. */
export const Endpoint = z.object({
  id: z.uuid(),
  url: z.string(),
  hears: z.array(HeardType).min(1),
  /** Absent while it is told. */
  stopped: Stopped.optional(),
  madeAt: z.date(),
  /** Since when it took nothing; absent when it took the last one. */
  failingSince: z.date().optional(),
});
export type Endpoint = z.output<typeof Endpoint>;

/** What an admin decides of an endpoint. */
export const WantedEndpoint = z.object({
  url: z.url({ protocol: /^https?$/, error: 'an address that begins with https://' }).max(2_000),
  hears: z.array(HeardType).min(1).max(HeardType.options.length),
});
export type WantedEndpoint = z.output<typeof WantedEndpoint>;

/** One event on its way to one endpoint. */
export const Sending = z.object({
  id: z.uuid(),
  /** The event's; the same at every attempt, so that a receiver knows what it has had already. */
  event: z.uuid(),
  endpoint: z.uuid(),
  type: z.string(),
  status: z.enum(['waiting', 'taken', 'given up']),
  /** How many were made. */
  attempts: z.int().nonnegative(),
  at: z.date(),
  lastAt: z.date().optional(),
  /** What the endpoint answered last; absent when it did not answer. */
  answered: z.int().optional(),
  /** Why the last attempt was none; never quotes the answer. */
  says: z.string().optional(),
  /** When the next attempt is due, while it waits. */
  nextAt: z.date().optional(),
});
export type Sending = z.output<typeof Sending>;
