import { z } from 'zod';
import { AdditionLine } from './adding-shapes.ts';
import { NetworkId, PostId, ProfileId } from '../core/ids.ts';
import { WantedListening } from '../core/listening/rule.ts';

const When = z.iso.datetime();
const Count = z.number().int().nonnegative();

const Precision = z.object({
  ...{ relevant: Count, answered: Count },
  from: z.number().meta({ description: 'Lower end of the 95 % interval of the share (Wilson), 0 to 1' }),
  to: z.number().meta({ description: 'Upper end' }),
});

export const ListeningLine = z
  .object({
    id: z.uuid(),
    wanted: WantedListening,
    on: z.boolean(),
    changedBy: z.string(),
    heard: Count.meta({ description: 'Posts of the last 30 days' }),
    asked: Count.meta({ description: 'Questions put for it in the last 30 days' }),
    precision: Precision.optional().meta({ description: 'Absent until somebody answered' }),
    days: z.array(z.object({ day: z.iso.date(), network: NetworkId, heard: Count })),
    notes: z.array(z.string()).meta({ description: 'What the admin should know of it, in sentences' }),
  })
  .meta({ id: 'ListeningRule' });
export type ListeningLine = z.output<typeof ListeningLine>;

export const ListeningPage = z
  .object({
    rules: z.array(ListeningLine),
    networks: z.array(
      z.object({
        id: NetworkId,
        title: z.string(),
        hears: z.boolean(),
        searched: z.boolean().meta({ description: 'It can be asked now' }),
        says: z
          .string()
          .meta({ description: 'How it is listened to, or why not: half a sentence after its name' }),
        askedToday: Count.optional(),
        allowedToday: Count.optional(),
      }),
    ),
    strangerDays: Count.meta({ description: 'Days for which what strangers said is kept' }),
  })
  .meta({ id: 'Listening' });
export type ListeningPage = z.output<typeof ListeningPage>;

export const HeardLine = z.object({
  ...{ rule: z.uuid(), network: NetworkId, post: PostId, url: z.string(), text: z.string(), at: When },
  because: z.array(z.string()).meta({ description: 'What made the rule hear it' }),
  relevant: z.boolean().optional(),
});
export type HeardLine = z.output<typeof HeardLine>;

export const PeopleHeard = z
  .object({
    people: z.array(
      z.object({
        ...{ network: NetworkId, networkTitle: z.string(), profile: ProfileId, handle: z.string() },
        ...{ url: z.string(), name: z.string().optional(), avatar: z.string().optional() },
        influence: z.number().optional().meta({ description: 'Percentile, where it is known' }),
        ...{ posts: Count, lastHeard: When, newest: z.array(HeardLine) },
        addition: AdditionLine.optional().meta({ description: 'That they were to be added to the CRM' }),
      }),
    ),
    next: z.string().optional().meta({ description: 'Ask with after=… for the following page' }),
  })
  .meta({ id: 'PeopleHeard' });
export type PeopleHeard = z.output<typeof PeopleHeard>;

const Foreheard = z.object({
  ...{ network: NetworkId, url: z.string(), text: z.string(), at: When, handle: z.string() },
  because: z.array(z.string()),
});
export const Foreseen = z
  .object({
    known: z.object({
      ...{ of: Count, heard: Count, newest: z.array(Foreheard) },
      byNetwork: z.array(z.object({ network: NetworkId, heard: Count })),
    }),
    adds: z
      .object({
        people: Count.meta({ description: 'How many people it would add to the CRM of those' }),
        first: z.array(
          z.object({
            ...{ network: NetworkId, handle: z.string(), url: z.string() },
            name: z.string().optional(),
          }),
        ),
        nobody: z
          .array(z.object({ network: NetworkId, clause: z.string() }))
          .meta({ description: 'Networks whose terms let it add nobody' }),
      })
      .optional(),
    live: z
      .object({ network: NetworkId, found: Count, heard: z.array(Foreheard), trouble: z.string().optional() })
      .optional(),
  })
  .meta({ id: 'ListeningPreview' });
export type Foreseen = z.output<typeof Foreseen>;
