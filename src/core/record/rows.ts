import { z } from 'zod';
import type { ContactId } from '../ids.ts';
import { present } from './profiles.ts';
import { RecordPost, RecordProfile } from './record.ts';
import type { CustomerRecord } from './record.ts';

/** The row's name in the CRM, of `rowKey`. */
const Key = z.string();
const { probability, because, decidedBy } = RecordProfile.shape.link.shape;
const WHERE = { network: true, networkTitle: true, id: true, handle: true, url: true } as const;

/** A profile as a CRM keeps it under the contact. */
const ProfileRow = RecordProfile.pick({
  ...WHERE,
  ...{ name: true, bio: true, location: true, employer: true },
  ...{ followers: true, standing: true, fetchedAt: true },
}).extend({
  kind: z.literal('profile'),
  key: Key,
  // What was refused is no row.
  status: z.enum(['auto', 'suggested', 'confirmed']),
  ...{ probability, because, decidedBy },
  influence: z
    .object({
      percentile: z.number(),
      low: z.number(),
      high: z.number(),
      among: z.number(),
      why: z.string(),
    })
    .optional(),
});

/** A post as a CRM keeps it under the contact. */
const PostRow = RecordPost.pick({ ...WHERE, text: true, publishedAt: true }).extend({
  kind: z.literal('post'),
  key: Key,
  /** The row of whoever said it, where that stands at the same contact. */
  profile: Key.optional(),
  /** Post, reply, share …, as the record says it. */
  says: z.string(),
  tone: z.string().optional(),
  /** 0 to 1. */
  toneProbability: z.number().optional(),
  /** The likeliest, where there are several. */
  intent: z.string().optional(),
  language: z.string().optional(),
  ...RecordPost.shape.counts.shape,
});

/** What a CRM with room for it keeps beside the contact's fields: a profile or a post that the record shows. */
export const Row = z.discriminatedUnion('kind', [ProfileRow, PostRow]);
export type Row = z.output<typeof Row>;
export type ProfileRow = z.output<typeof ProfileRow>;
export type PostRow = z.output<typeof PostRow>;

export const RowRef = z.object({ kind: z.enum(['profile', 'post']), key: z.string() });
export type RowRef = z.output<typeof RowRef>;

/** What has to become of a contact's rows in the CRM. */
export const RowChanges = z.object({ put: z.array(Row), gone: z.array(RowRef) });
export type RowChanges = z.output<typeof RowChanges>;

/** So many conversations are kept there; the panel asks for the rest. */
const POSTS = 20;

/** The rows of a record: linked and suggested profiles, and the latest posts. The same record gives the same rows. */
export function rowsOf(record: CustomerRecord): readonly Row[] {
  const contact = record.contact.id as ContactId;
  return [
    ...[...record.profiles, ...record.suggestions].map((profile) => profileRow(contact, profile)),
    ...record.conversations.slice(0, POSTS).map((post) => postRow(contact, post, record.profiles)),
  ];
}

function profileRow(contact: ContactId, profile: RecordProfile): ProfileRow {
  const { network, networkTitle, id, handle, url, standing, link, influence, fetchedAt } = profile;
  const { name, bio, location, employer, followers } = profile;
  const { status, probability, because, decidedBy } = link;
  const known = influence?.known && {
    percentile: influence.percentile,
    low: influence.interval[0],
    high: influence.interval[1],
    among: influence.among,
    why: [...influence.because.map(({ says }) => says), influence.warning].filter(Boolean).join('\n'),
  };
  return {
    kind: 'profile',
    key: rowKey(contact, network, id),
    ...{ network, networkTitle, id, handle, url, standing },
    ...present({ name, bio, location, employer, followers }),
    // What was refused is in neither list of the record.
    status: status === 'rejected' ? 'suggested' : status,
    ...{ probability, because, decidedBy },
    ...(known && { influence: known }),
    fetchedAt,
  };
}

function postRow(contact: ContactId, post: RecordPost, profiles: readonly RecordProfile[]): PostRow {
  const { network, networkTitle, id, url, handle, text, publishedAt, reading, counts } = post;
  const author = profiles.find((one) => one.network === network && one.handle === handle);
  const { tone, intents, language } = reading ?? {};
  return {
    kind: 'post',
    key: rowKey(contact, network, id),
    ...(author && { profile: rowKey(contact, network, author.id) }),
    ...{ network, networkTitle, id, url, says: post.kind, handle, text, publishedAt },
    ...present({ tone: tone?.label, toneProbability: tone?.probability, intent: intents?.[0]?.label }),
    ...present({ language: language?.tag, ...counts }),
  };
}

/** CRMs hold an external id of so many characters. */
const KEY = 255;

/**
 * The row's name in the CRM: one profile may stand at two contacts. A longer one is cut, and ends in a hash of the
 * whole (FNV-1a, Fowler, Noll and Vo 1991), so that two that begin alike stay two.
 */
export function rowKey(contact: ContactId, network: string, id: string): string {
  const whole = `${contact}:${network}:${id}`;
  if (whole.length <= KEY) return whole;
  const tail = [0x811c9dc5, 0x01234567]
    .map((seed) => fnv(whole, seed).toString(16).padStart(8, '0'))
    .join('');
  return `${whole.slice(0, KEY - tail.length - 1)}#${tail}`;
}

function fnv(text: string, seed: number): number {
  let hash = seed;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
