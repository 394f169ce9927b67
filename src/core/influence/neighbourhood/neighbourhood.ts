import { z } from 'zod';
import { OpenDeal } from './deal.ts';

const When = z.iso.datetime();

/** Somebody on a way: a contact, or a stranger whom the network lets be shown. */
const OnTheWay = z.object({
  name: z.string(),
  handle: z.string(),
  url: z.string(),
  contact: z.string().optional().meta({ description: 'Absent: a stranger' }),
});

const PathStep = z.object({
  networkTitle: z.string(),
  from: OnTheWay,
  to: OnTheWay,
  says: z.string().meta({ description: 'One sentence: who turned to whom, how often, and when last' }),
  posts: z.array(z.object({ url: z.string(), kind: z.string(), publishedAt: When })),
});

const ReachedPerson = z.object({
  contact: z.string(),
  name: z.string(),
  title: z.string().optional(),
  account: z
    .string()
    .optional()
    .meta({ description: 'Their company; else the domain of their e-mail address' }),
  strength: z.enum(['strong', 'fair', 'slight']),
  says: z.string().meta({ description: 'Why it is that strong' }),
  deals: z.array(OpenDeal.omit({ contact: true }).extend({ worth: z.string().optional() })),
  paths: z.array(z.object({ steps: z.array(PathStep) })).meta({
    description: 'The strongest first; the steps of each begin with whoever turned to the person',
  }),
});

/**
 * Which of the customer's contacts and open deals a person reaches, with the ways and the posts that show them
 * (`GET /api/v1/records/{contactId}/neighbourhood`).
 */
export const Neighbourhood = z
  .object({
    contact: z.string(),
    name: z.string(),
    /** Whether enough is known to say whom they reach; what little there is stands in `people` all the same. */
    known: z.boolean(),
    says: z.array(z.string()).meta({ description: 'One to three sentences' }),
    people: z.array(ReachedPerson).meta({ description: 'With open deals first, then the strongest' }),
    more: z.number().int().nonnegative().meta({ description: 'Reached too, and not in `people`' }),
    troubles: z.array(z.string()).meta({ description: 'What is missing, and why' }),
  })
  .meta({ id: 'Neighbourhood' });
export type Neighbourhood = z.output<typeof Neighbourhood>;
export type ReachedPerson = z.output<typeof ReachedPerson>;
export type PathStep = z.output<typeof PathStep>;
