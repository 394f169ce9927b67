import { z } from 'zod';
import { NetworkId, PostId, ProfileId } from '../../../src/core/ids.ts';
import type { Post } from '../../../src/core/post.ts';
import { present } from '../../../src/core/present.ts';
import type { Profile } from '../../../src/core/profile.ts';

export const SLACK = NetworkId.parse('slack');

/** Seconds with a fraction, which also names a message in its channel. */
const Ts = z.string().regex(/^\d{1,11}\.\d{1,9}$/);
const Id = z.string().regex(/^[A-Z][A-Z0-9]{1,30}$/);

/** A message as it stands in its channel. */
export const WireMessage = z.object({
  user: Id.optional(),
  text: z.string().optional(),
  ts: Ts,
  thread_ts: Ts.optional(),
  subtype: z.string().optional(),
  bot_id: z.string().optional(),
});
export type WireMessage = z.output<typeof WireMessage>;

/** What all events about messages share. `channel`: open to everybody in the workspace. */
export const WirePlace = z.object({ channel: Id, channel_type: z.string().optional(), event_ts: Ts });
export const WireChanged = z.object({ message: WireMessage });
export const WireDeleted = z.object({ deleted_ts: Ts });

const Text = z
  .string()
  .nullish()
  .transform((text) => text?.trim() || undefined);

/** `team_join` and `user_change`; the address is told with the right users:read.email only. */
export const WireMember = z.object({
  event_ts: Ts,
  user: z.object({
    id: Id,
    deleted: z.boolean().optional(),
    is_bot: z.boolean().optional(),
    is_email_confirmed: z.boolean().optional(),
    profile: z.object({ real_name: Text, display_name: Text, title: Text, email: Text }).optional(),
  }),
});

export const WireCallback = z.object({
  type: z.literal('event_callback'),
  team_id: Id,
  event: z.looseObject({ type: z.string(), subtype: z.string().optional() }),
});

export const timeOf = (ts: string) => new Date(Math.floor(Number(ts) * 1000));

export const postId = (team: string, channel: string, ts: string) => PostId.parse(`${team}/${channel}/${ts}`);

/** Of these a person wrote the words; the others are notices. */
const WRITTEN: ReadonlySet<string | undefined> = new Set([
  undefined,
  'thread_broadcast',
  'file_share',
  'me_message',
]);

/** Undefined for notices, bots, and messages without words. */
export function messageSaid(
  { user, text, ts, thread_ts: thread, subtype, bot_id: bot }: WireMessage,
  { team, channel, at }: { readonly team: string; readonly channel: string; readonly at: Date },
): { readonly post: Post; readonly by: Profile } | undefined {
  if (!user || !text?.trim() || bot !== undefined || !WRITTEN.has(subtype)) return undefined;
  const by = authorOf(user, team, at);
  const first = postId(team, channel, thread ?? ts);
  // It opens the channel in which the message stands.
  const url = `https://app.slack.com/client/${team}/${channel}`;
  return {
    by,
    post: {
      ...{ network: SLACK, id: postId(team, channel, ts), profile: by.id, url, text, counts: {} },
      kind: thread === undefined || thread === ts ? 'post' : 'reply',
      publishedAt: timeOf(ts),
      conversation: first,
      ...(thread !== undefined && thread !== ts && { inReplyTo: first }),
      provenance: { ...by.provenance, url },
    },
  };
}

/** A member as their profile says. Slack checks a member's address: only its owner has this profile. */
export function memberOf(
  { id, profile, is_email_confirmed: confirmed }: z.output<typeof WireMember>['user'],
  team: string,
  at: Date,
): Profile {
  const author = authorOf(id, team, at);
  const email = profile?.email?.toLowerCase();
  return {
    ...author,
    ...present({ name: profile?.real_name ?? profile?.display_name, title: profile?.title }),
    ...(email !== undefined && { emails: [email] }),
    ...(email !== undefined && confirmed !== false && { keyedBy: email }),
    provenance: { ...author.provenance, basis: 'supplied by the customer' },
  };
}

/** A message names its author by the id alone. */
function authorOf(user: string, team: string, at: Date): Profile {
  const url = `https://app.slack.com/team/${user}`;
  return {
    ...{ network: SLACK, id: ProfileId.parse(`${team}/${user}`), handle: user.toLowerCase(), url },
    ...{ emails: [], states: [], counts: {}, standing: 'active', reserved: false },
    provenance: { source: SLACK, url, fetchedAt: at, basis: 'published by the person' },
  };
}
