import { z } from 'zod';
import { RecordPost } from '../../record/record.ts';

/** Who speaks: the contact, an account of the customer's own, or somebody else. */
export const Side = z.enum(['theirs', 'ours', 'others']);
export type Side = z.output<typeof Side>;

const PostName = z.object({ network: z.string(), id: z.string() });

const ConversationPost = RecordPost.omit({ topics: true, alsoOn: true }).extend({
  name: z.string().optional(),
  side: Side,
  depth: z.number().int().nonnegative().meta({ description: 'How many posts stand above it' }),
  under: PostName.extend({
    joined: z.enum(['answer', 'link', 'copy']).meta({
      description: 'It answers the one above, links to it, or is the same said again elsewhere',
    }),
  })
    .optional()
    .meta({ description: 'The post above it; absent at a beginning' }),
  gap: z.boolean().meta({ description: 'It answers a post that is not seen here' }),
  kept: z.boolean().meta({ description: 'False: read from the network for this answer, and not kept' }),
});
export type ConversationPost = z.output<typeof ConversationPost>;

/** A sentence of a post, word for word, and where it stands. */
const CitedSentence = z.object({
  text: z.string(),
  post: PostName,
  by: z.string(),
  url: z.string(),
  saidBy: z.number().int().positive().meta({ description: 'How many posts say it, near enough' }),
});

/** A thread as one contact's record shows it: `GET /api/v1/records/{contactId}/conversations/{network}/{id}`. */
export const Conversation = z
  .object({
    contact: z.object({ id: z.string(), name: z.string().optional() }),
    posts: z
      .array(ConversationPost)
      .meta({ description: 'In the order of reading: each before what answers it' }),
    people: z.array(
      z.object({
        ...{ network: z.string(), networkTitle: z.string(), handle: z.string(), name: z.string().optional() },
        ...{ url: z.string(), side: Side, posts: z.number().int().positive() },
      }),
    ),
    missing: z
      .object({ count: z.number().int().positive(), says: z.string() })
      .optional()
      .meta({ description: 'Posts that are known to be part of it and are not seen here, at least' }),
    summary: z.array(CitedSentence).optional().meta({
      description: 'Its own sentences that say most of it; absent of a thread that is as soon read itself',
    }),
    unanswered: CitedSentence.omit({ saidBy: true })
      .extend({ side: Side })
      .optional()
      .meta({ description: 'The last question that nobody else answered' }),
    model: z
      .object({ name: z.string(), host: z.string() })
      .optional()
      .meta({ description: 'The language model that an admin switched on, and where it runs' }),
    trouble: z.array(z.string()).meta({ description: 'What could not be read or shown, a line each' }),
  })
  .meta({ id: 'Conversation' });
export type Conversation = z.output<typeof Conversation>;

/** What a language model wrote of a thread, beside the thread's own sentences. */
export const ModelSummary = z
  .object({
    model: z.string().meta({ description: 'Who wrote it' }),
    host: z.string().meta({ description: 'Where that runs' }),
    prompt: z.string().meta({ description: 'The version of what it was told to do' }),
    sentences: z.array(z.object({ text: z.string(), posts: z.array(PostName).min(1) })),
    leftOut: z
      .array(z.string())
      .meta({ description: 'Networks of which nothing was sent, and the clause why' }),
    says: z.string().optional().meta({ description: 'Why there is nothing' }),
  })
  .meta({ id: 'ModelSummary' });
export type ModelSummary = z.output<typeof ModelSummary>;
