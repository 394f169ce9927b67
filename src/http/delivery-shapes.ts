import { z } from 'zod';
import { DeliveryId } from '../core/ids.ts';
import type { Payload } from '../core/governance/payload.ts';

const When = z.iso.datetime();

export const DeliveryStatus = z.enum(['waiting', 'done', 'failed']);

/** A delivery without what it said. */
export const DeliveryLine = z
  .object({
    id: z.string(),
    connector: z.string().meta({ description: 'The network or CRM that sent it' }),
    title: z.string(),
    receivedAt: When,
    status: DeliveryStatus,
    attempts: z.int(),
    error: z.string().optional().meta({ description: 'Why it failed, or waits still' }),
    bytes: z.int().meta({ description: 'Of what it said; 0 once that is not kept any more' }),
  })
  .meta({ id: 'Delivery' });
export type DeliveryLine = z.output<typeof DeliveryLine>;

export const DeliveryList = z
  .object({
    deliveries: z.array(DeliveryLine),
    next: z.string().optional().meta({ description: 'Where the older ones begin: the next `after`' }),
    waiting: z.int().meta({ description: 'How many wait, of all' }),
    failed: z.int().meta({ description: 'How many failed, of all' }),
    connectors: z.array(z.object({ connector: z.string(), title: z.string() })),
  })
  .meta({ id: 'DeliveryList' });
export type DeliveryList = z.output<typeof DeliveryList>;

const Shown = z.discriminatedUnion('is', [
  z.object({ is: z.literal('emptied') }),
  z.object({ is: z.enum(['json', 'text']), text: z.string(), cut: z.boolean() }),
  z.object({ is: z.literal('bytes'), bytes: z.int() }),
]) satisfies z.ZodType<Payload>;

export const OneDelivery = DeliveryLine.extend({ payload: Shown }).meta({ id: 'DeliveryWithPayload' });
export type OneDelivery = z.output<typeof OneDelivery>;

export const Again = z
  .object({ again: z.int().meta({ description: 'How many were put back to work' }) })
  .meta({ id: 'Again' });
export type Again = z.output<typeof Again>;

/** Work that was given up after its last try. */
const GivenUp = z.object({
  id: z.string(),
  name: z.string(),
  about: z.string(),
  failedAt: When,
  says: z.string(),
});

export const GivenUpList = z.object({ work: z.array(GivenUp) }).meta({ id: 'GivenUpWork' });
export type GivenUpList = z.output<typeof GivenUpList>;

/** The place of a delivery in the list, as `next` tells it: when it came, and its id. */
export const DeliveryPlace = z
  .string()
  .max(300)
  .transform((text, context) => {
    const [, at, id] = /^([^_]+)_(.+)$/s.exec(text) ?? [];
    const receivedAt = new Date(When.safeParse(at).data ?? Number.NaN);
    const named = DeliveryId.safeParse(id);
    if (named.success && !Number.isNaN(receivedAt.getTime())) return { receivedAt, id: named.data };
    context.addIssue('is no `next` of this list');
    return z.NEVER;
  });
