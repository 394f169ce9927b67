import { PostId, ProfileId } from '../../../src/core/ids.ts';
import type { NetworkEvent } from '../../../src/ports/push.ts';
import { heardIn, nameOf, POSTS, RESERVED, WireSelf } from './happening.ts';
import type { Heard } from './happening.ts';
import { BLUESKY, toPost, toBareProfile, WireRecord } from './wire.ts';

type Commit = Extract<Heard, { readonly kind: 'commit' }>;
/** What happened, without its name and its moment. */
type Event = NetworkEvent extends infer E ? (E extends NetworkEvent ? Omit<E, 'id' | 'at'> : never) : never;

/** What the status of an account that is not active means (lexicon `com.atproto.sync.subscribeRepos#account`). */
const STATUS: Readonly<Record<string, 'gone' | 'deactivated' | 'suspended' | 'nothing'>> = {
  deleted: 'gone',
  deactivated: 'deactivated',
  suspended: 'suspended',
  takendown: 'suspended',
  // A matter between servers: the account speaks on.
  desynchronized: 'nothing',
  throttled: 'nothing',
};

/** What one happening says. @throws Failure `malformed` */
export function eventsIn(body: Buffer): readonly NetworkEvent[] {
  const heard = heardIn(body);
  const at = new Date(Math.floor(heard.time_us / 1000));
  const event = eventOf(heard, at);
  return event ? [{ ...event, id: nameOf(heard), at } as NetworkEvent] : [];
}

function eventOf(heard: Heard, at: Date): Event | undefined {
  const profile = { network: BLUESKY, id: ProfileId.parse(heard.did) };
  const changed: Event = { kind: 'profile changed', profile };
  if (heard.kind === 'commit')
    return heard.commit.collection === POSTS ? postIn(heard, at) : profileIn(heard, changed);
  if (heard.kind !== 'account' || heard.account.active) return changed;
  const means = Object.hasOwn(STATUS, heard.account.status ?? '')
    ? STATUS[heard.account.status ?? '']
    : undefined;
  // An account that is not active for a reason nobody knows yet is asked for.
  if (means === undefined) return changed;
  if (means === 'nothing') return undefined;
  return means === 'gone'
    ? { kind: 'profile gone', profile }
    : { kind: 'profile quiet', profile, because: means };
}

function postIn({ did, commit }: Commit, at: Date): Event | undefined {
  const uri = `at://${did}/${POSTS}/${commit.rkey}`;
  const id = PostId.safeParse(uri);
  if (!id.success) return undefined;
  if (commit.operation === 'delete') return { kind: 'unsaid', network: BLUESKY, post: id.data };
  const record = WireRecord.safeParse(commit.record);
  if (!record.success) return undefined;
  const author = ProfileId.parse(did);
  const item = { post: { uri, author: { did }, record: record.data, indexedAt: at } };
  const post = toPost(item, author, at);
  // Whose words they are is known better than a DID tells.
  return post && { kind: 'said', post, by: toBareProfile(did, 'active', at) };
}

function profileIn({ did, commit }: Commit, changed: Event): Event {
  const labels = WireSelf.safeParse(commit.record ?? {}).data?.labels?.values ?? [];
  if (!labels.some(({ val }) => val === RESERVED)) return changed;
  const profile = { network: BLUESKY, id: ProfileId.parse(did) };
  return { kind: 'profile quiet', profile, because: 'reserved' };
}
