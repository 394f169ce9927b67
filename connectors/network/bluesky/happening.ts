import { createHash } from 'node:crypto';
import { z } from 'zod';
import { Failure } from '../../../src/core/failure.ts';
import { DeliveryId, ProfileId } from '../../../src/core/ids.ts';
import type { Happening } from '../../../src/ports/stream.ts';
import { WireRecord } from './wire.ts';

export const POSTS = 'app.bsky.feed.post';
export const PROFILES = 'app.bsky.actor.profile';
/** What is listened for; likes, follows and reposts are nobody's words. */
export const COLLECTIONS: readonly string[] = [POSTS, PROFILES];

/** The self-label by which an account asks not to be shown to people who are not signed in. */
export const RESERVED = '!no-unauthenticated';

const SelfLabels = z.object({ values: z.array(z.object({ val: z.string() })) });
/** Of `app.bsky.actor.profile` what decides by itself; the rest is asked for. */
export const WireSelf = z.object({ labels: SelfLabels.optional().catch(undefined) });

const Rev = z.string().min(1).max(100);
const Commit = z.object({
  rev: Rev,
  operation: z.enum(['create', 'update', 'delete']),
  collection: z.string().max(317),
  rkey: z.string().min(1).max(512),
  record: z.unknown().optional(),
});

/** `did` (at-identifier spec), microseconds as Jetstream writes them. */
const head = { did: z.string().regex(/^did:[a-z]+:[\w.:%-]{1,2000}$/), time_us: z.int().nonnegative() };

/**
 * One frame of Jetstream v1 (its `README.md`, "Event"), with what is ours of it. The firehose is read into the same.
 * `sync`: something happened to the account that was not told; it is asked for.
 */
export const Heard = z.discriminatedUnion('kind', [
  z.object({ ...head, kind: z.literal('commit'), commit: Commit }),
  z.object({ ...head, kind: z.literal('identity'), identity: z.object({ time: z.string().max(60) }) }),
  z.object({
    ...{ ...head, kind: z.literal('account') },
    account: z.object({
      time: z.string().max(60),
      active: z.boolean(),
      status: z.string().max(60).optional(),
    }),
  }),
  z.object({ ...head, kind: z.literal('sync'), sync: z.object({ rev: Rev }) }),
]);
export type Heard = z.output<typeof Heard>;
type Told = z.output<typeof Commit>;

/** What is kept of a record: of a post its words, of a profile its labels. */
const RECORDS = new Map<string, z.ZodType>([
  [POSTS, WireRecord],
  [PROFILES, WireSelf],
]);

/**
 * What was heard, for whoever holds the profile; undefined for what is none of our business, or odd. A moment that lies
 * in the future is now: it is the sender's word.
 */
export function happeningOf(raw: unknown, now: Date): Happening | undefined {
  const read = Heard.safeParse(raw);
  if (!read.success) return undefined;
  const commit = read.data.kind === 'commit' ? slimmed(read.data.commit) : undefined;
  if (read.data.kind === 'commit' && !commit) return undefined;
  const time_us = Math.min(read.data.time_us, now.getTime() * 1000);
  const heard = { ...read.data, ...(commit && { commit }), time_us };
  const id = createHash('sha256').update(nameOf(read.data)).digest('hex');
  return {
    id: DeliveryId.parse(id),
    about: ProfileId.parse(read.data.did),
    body: Buffer.from(JSON.stringify(heard)),
  };
}

function slimmed({ record, ...rest }: Told): Told | undefined {
  const schema = RECORDS.get(rest.collection);
  if (!schema) return undefined;
  if (rest.operation === 'delete') return { ...rest, record: undefined };
  const read = schema.safeParse(record);
  // A post that is none by its lexicon is shown nowhere; a profile is asked for, whatever stands in it.
  if (!read.success) return rest.collection === PROFILES ? { ...rest, record: {} } : undefined;
  return { ...rest, record: read.data };
}

/** The same for the same happening, whichever stream told it. */
export function nameOf(heard: Heard): string {
  const { did, kind } = heard;
  switch (kind) {
    case 'commit': {
      const { rev, operation, collection, rkey } = heard.commit;
      return `${did} ${rev} ${operation} ${collection}/${rkey}`;
    }
    case 'identity':
      return `${did} identity ${heard.identity.time}`;
    case 'account':
      return `${did} account ${heard.account.time} ${heard.account.status ?? heard.account.active}`;
    case 'sync':
      return `${did} sync ${heard.sync.rev}`;
  }
}

/** @throws Failure `malformed` */
export function heardIn(body: Buffer): Heard {
  const read = Heard.safeParse(parsed(body));
  if (read.success) return read.data;
  throw new Failure('malformed', 'Bluesky was heard in an unknown shape');
}

/** Undefined for what is no JSON. */
export function parsed(text: string | Buffer): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
}
