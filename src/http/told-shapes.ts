import { z } from 'zod';
import { Host, Webmention } from '../core/webmention.ts';

const When = z.iso.datetime();

/** A feed that a hub was asked to tell of, and how that stands. */
const SubscriptionLine = z
  .object({
    network: z.string(),
    title: z.string(),
    feed: z.string().meta({ description: 'What the hub calls it' }),
    hub: z.string(),
    isTold: z
      .boolean()
      .meta({ description: 'The hub tells of it at once; else it is read as often as ever' }),
    until: When.optional().meta({ description: 'Until then, unless it is renewed' }),
    lastDelivery: When.optional(),
    says: z.string().optional().meta({ description: 'Why the hub does not do what it was asked for' }),
  })
  .meta({ id: 'SubscriptionLine' });

export const SubscriptionList = z
  .object({
    subscriptions: z.array(SubscriptionLine),
    reached: z.boolean().meta({ description: 'Hubs can reach this Kith; where they cannot, none is asked' }),
  })
  .meta({ id: 'SubscriptionList' });
export type SubscriptionList = z.output<typeof SubscriptionList>;

/** A page that is said to mention one of the customer's, and what became of that. */
const MentionLine = Webmention.pick({ source: true, target: true, state: true, says: true })
  .extend({ receivedAt: When })
  .meta({ id: 'MentionLine' });

export const MentionList = z
  .object({
    address: z.string().meta({ description: 'Where mentions are received' }),
    hint: z
      .string()
      .meta({ description: 'What the pages carry in their head, so that senders find the address' }),
    hosts: z.array(z.string()),
    mentions: z.array(MentionLine),
  })
  .meta({ id: 'MentionList' });
export type MentionList = z.output<typeof MentionList>;

export const MentionHosts = z.object({ hosts: z.array(Host).max(20) });
