import { z } from 'zod';
import { NetworkId } from '../core/ids.ts';
import { WATCHED } from '../core/warning/measures.ts';
import { RaisedAlert } from '../core/warning/raised.ts';

const When = z.iso.datetime();
const Count = z.number().int().nonnegative();

const Driver = z.object({
  ...{ network: NetworkId, networkTitle: z.string(), url: z.string(), text: z.string(), at: When },
  ...{ handle: z.string(), name: z.string().optional() },
  influence: z.number().optional().meta({ description: 'Percentile, where it is known' }),
});

export const AlertLine = RaisedAlert.pick({ rule: true, measure: true, level: true, p: true, hours: true })
  .extend(RaisedAlert.pick({ observed: true, expected: true, phrases: true, accounts: true }).shape)
  .extend({
    id: z.string(),
    name: z.string().meta({ description: 'Of the rule' }),
    at: When.meta({ description: 'When the hour that raised it began' }),
    promisedEveryHours: Count.meta({
      description: 'In so many hours an alert of this level comes once when nothing happens',
    }),
    fewAccounts: z.array(z.string()).meta({
      description: 'What speaks for a few accounts behind it, as half sentences; none: nothing does',
    }),
    drivers: z.array(Driver).meta({ description: 'Posts, those of the most influential first' }),
  })
  .meta({ id: 'Alert' });
export type AlertLine = z.output<typeof AlertLine>;

export const AlertsPage = z
  .object({
    alerts: z.array(AlertLine).meta({ description: 'Of the last 30 days, newest first' }),
    rules: z.array(
      z.object({
        ...{ id: z.uuid(), name: z.string(), on: z.boolean() },
        learnsUntil: When.optional().meta({ description: 'Until then no alerts are raised' }),
      }),
    ),
  })
  .meta({ id: 'Alerts' });
export type AlertsPage = z.output<typeof AlertsPage>;

export const StreamPage = z
  .object({
    measure: z.enum(WATCHED),
    hours: z.array(
      z.object({
        at: When,
        observed: Count,
        expected: z.number(),
        low: z.number().meta({ description: 'Lower end of what is usual' }),
        high: z.number().meta({ description: 'Upper end' }),
      }),
    ),
  })
  .meta({ id: 'Stream' });
export type StreamPage = z.output<typeof StreamPage>;
