import { z } from 'zod';
import { Sending, Stopped } from '../core/outgoing/endpoint.ts';
import { present } from '../core/present.ts';
import type { Endpoint } from '../core/outgoing/endpoint.ts';
import { HeardType } from '../core/outgoing/event.ts';

const When = z.iso.datetime();

/** An outgoing webhook, without its secret. */
export const EndpointLine = z
  .object({
    id: z.string(),
    url: z.string(),
    hears: z.array(HeardType),
    stopped: Stopped.optional().meta({ description: 'Why nothing is sent to it' }),
    madeAt: When,
    failingSince: When.optional().meta({ description: 'Since when it took nothing' }),
  })
  .meta({ id: 'OutgoingWebhook' });
export type EndpointLine = z.output<typeof EndpointLine>;

export const EndpointList = z
  .object({ webhooks: z.array(EndpointLine), events: z.array(HeardType) })
  .meta({ id: 'OutgoingWebhooks' });
export type EndpointList = z.output<typeof EndpointList>;

export const NewSecret = z
  .object({ secret: z.string().meta({ description: 'Shown this once; begins with whsec_' }) })
  .meta({ id: 'NewSecret' });

export const NewEndpoint = EndpointLine.extend(NewSecret.shape).meta({ id: 'NewOutgoingWebhook' });
export type NewEndpoint = z.output<typeof NewEndpoint>;

/** An event on its way to a webhook, or there. */
export const SendingLine = z
  .object({
    id: z.string(),
    event: z.string().meta({ description: 'The webhook-id, the same at every attempt' }),
    type: z.string(),
    status: Sending.shape.status,
    attempts: z.number().int(),
    at: When,
    lastAt: When.optional(),
    answered: z.number().int().optional().meta({ description: 'The HTTP status it answered last' }),
    says: z.string().optional(),
    nextAt: When.optional(),
  })
  .meta({ id: 'OutgoingDelivery' });
export type SendingLine = z.output<typeof SendingLine>;

export const SendingLog = z.object({ deliveries: z.array(SendingLine) }).meta({ id: 'OutgoingDeliveries' });
export type SendingLog = z.output<typeof SendingLog>;

export function endpointLine({ madeAt, failingSince, ...rest }: Endpoint): EndpointLine {
  return {
    ...rest,
    madeAt: madeAt.toISOString(),
    ...(failingSince && { failingSince: failingSince.toISOString() }),
  };
}

export function sendingLine(sending: Sending): SendingLine {
  const { id, event, type, status, attempts, answered, says, at, lastAt, nextAt } = sending;
  return {
    ...{ id, event, type, status, attempts },
    ...present({ answered, says }),
    at: at.toISOString(),
    ...(lastAt && { lastAt: lastAt.toISOString() }),
    ...(nextAt && { nextAt: nextAt.toISOString() }),
  };
}
