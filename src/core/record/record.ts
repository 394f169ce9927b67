import { z } from 'zod';
import { Evidence, Start } from '../identity/evidence.ts';
import { Influence } from '../influence/influence.ts';
import { Target } from '../listening/target.ts';
import { Signal } from './signal.ts';
import { MappedField } from './mapped-field.ts';
import { Reading } from '../conversation/reading.ts';

const When = z.iso.datetime();
const Source = z.object({ name: z.string(), url: z.string() });

/** One sentence a rep reads first. It links to what it was read from. */
export const Headline = z.object({
  about: z.enum(['who', 'whom they move', 'what they said']),
  text: z.string(),
  sources: z.array(Source),
});

export const RecordProfile = z.object({
  network: z.string(),
  networkTitle: z.string(),
  id: z.string(),
  handle: z.string(),
  url: z.string(),
  name: z.string().optional(),
  bio: z.string().optional(),
  location: z.string().optional(),
  employer: z.string().optional(),
  avatar: z.string().optional(),
  followers: z.number().optional(),
  standing: z.enum(['active', 'deactivated', 'suspended', 'deleted']),
  link: z.object({
    status: z.enum(['auto', 'suggested', 'confirmed', 'rejected']),
    probability: z.number(),
    decidedBy: z.string(),
    /** One line: why this is them, or why it is not. */
    because: z.string(),
    start: Start.optional(),
    evidence: z.array(Evidence),
    counterEvidence: z.array(Evidence),
  }),
  influence: Influence.optional(),
  /** Who turns to it the most of those to whom contacts lead, at most five; absent where nobody may be named. */
  engagers: z.array(Source).optional(),
  fetchedAt: When,
});

export const RecordPost = z.object({
  network: z.string(),
  networkTitle: z.string(),
  id: z.string(),
  url: z.string(),
  kind: z.string(),
  handle: z.string(),
  text: z.string(),
  publishedAt: When,
  reading: Reading.optional(),
  counts: z.object({
    likes: z.number().optional(),
    replies: z.number().optional(),
    shares: z.number().optional(),
  }),
  /** What it is about in the words of the admin's listening rules; absent where nothing that they name. */
  topics: z
    .array(z.object({ name: z.string(), target: Target.optional(), because: z.array(z.string()) }))
    .optional(),
  /** Where the same person said the same, within a week; absent where nowhere else. */
  alsoOn: z
    .array(z.object({ network: z.string(), networkTitle: z.string(), url: z.string(), publishedAt: When }))
    .optional(),
});

/** What the viewer may do next; `profile` is the profile's key where the act is about one. */
export const RecordAct = z.object({
  act: z.enum(['confirm', 'not them', 'undo', 'refresh']),
  network: z.string().optional(),
  profile: z.string().optional(),
  label: z.string(),
});

/**
 * The new customer record: the one view model that every panel renders (`GET /api/v1/records/{contactId}`).
 * Nothing stands in it without a source; what is unknown is absent.
 */
export const CustomerRecord = z
  .object({
    contact: z.object({
      id: z.string(),
      name: z.string().optional(),
      company: z.string().optional(),
      title: z.string().optional(),
      location: z.string().optional(),
      website: z.string().optional(),
      emails: z.array(z.string()),
    }),
    sample: z.boolean(),
    headlines: z.array(Headline),
    /** Linked profiles: `auto` and `confirmed`. */
    profiles: z.array(RecordProfile),
    /** Candidates that a person should look at. */
    suggestions: z.array(RecordProfile),
    /** Looked at and refused, with the reason. */
    refused: z.array(RecordProfile),
    conversations: z.array(RecordPost),
    /** What the conversations keep coming back to, in their words; absent where they do not. */
    keyphrases: z.array(z.object({ phrase: z.string(), posts: z.int().min(2) })).optional(),
    /** What is worth acting on, the most telling first (`telling.ts`). */
    signals: z.array(Signal),
    /** Fields of the CRM's own that an admin mapped: what is asked, what was written, what may be put back. */
    fields: z.array(MappedField),
    consent: z.object({
      basis: z.string(),
      says: z.string(),
      /** Every network whose terms ask for this person's consent, and those for which it is recorded. */
      networks: z.array(
        z.object({
          network: z.string(),
          networkTitle: z.string(),
          /** What its terms say. */
          clause: z.string().optional(),
          /** What the person agreed to; absent where nothing is recorded. */
          given: z
            .object({ at: When, by: z.string(), says: z.string(), account: z.string().optional() })
            .optional(),
          /** What withdrawing it takes away. */
          removes: z.string().optional(),
        }),
      ),
    }),
    freshness: z.array(
      z.object({
        block: z.string(),
        title: z.string(),
        askedAt: When.optional(),
        /** Present when that network could not be read: one line for the rep. */
        trouble: z.string().optional(),
      }),
    ),
    acts: z.array(RecordAct),
  })
  .meta({ id: 'CustomerRecord' });
export type CustomerRecord = z.output<typeof CustomerRecord>;
export type RecordProfile = z.output<typeof RecordProfile>;
export type RecordPost = z.output<typeof RecordPost>;
export type Headline = z.output<typeof Headline>;
