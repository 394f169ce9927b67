import { z } from 'zod';
import { NetworkId, PostId, ProfileId } from '../../../src/core/ids.ts';
import type { Post } from '../../../src/core/post.ts';
import type { Profile } from '../../../src/core/profile.ts';

export const DISCORD = NetworkId.parse('discord');

const Snowflake = z.string().regex(/^\d{1,20}$/);
/** Discord writes its webhook events' times without a zone; they are UTC. */
export const When = z
  .string()
  .transform((text) => (/(?:Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}Z`))
  .pipe(z.coerce.date());

export const WireUser = z.object({
  id: Snowflake,
  username: z.string().min(1),
  global_name: z.string().nullish(),
  bot: z.boolean().nullish(),
});

/** A lobby's message: a Discord message without what only servers have. */
export const WireMessage = z.object({
  id: Snowflake,
  lobby_id: Snowflake,
  channel_id: Snowflake.nullish(),
  author: WireUser,
  content: z.string(),
  timestamp: When,
  edited_timestamp: When.nullish(),
});

export const WireGone = z.object({ id: Snowflake, lobby_id: Snowflake });
export const WireLeft = z.object({ user: WireUser });

export const WireDelivery = z.object({ type: z.number().int() });
export const WireEvent = z.object({
  event: z.object({ type: z.string(), timestamp: When, data: z.unknown().optional() }),
});

export const postId = (lobby: string, message: string) => PostId.parse(`${lobby}/${message}`);

/** Undefined for bots and for messages without words. */
export function messageSaid({
  id,
  lobby_id: lobby,
  author,
  content,
  timestamp,
  edited_timestamp: edited,
}: z.output<typeof WireMessage>): { readonly post: Post; readonly by: Profile } | undefined {
  if (author.bot || content.trim() === '') return undefined;
  const by = authorOf(author, edited ?? timestamp);
  const post = postId(lobby, id);
  return {
    by,
    post: {
      ...{ network: DISCORD, id: post, profile: by.id, url: by.url, kind: 'post', text: content },
      ...{ publishedAt: timestamp, conversation: post, counts: {}, provenance: by.provenance },
    },
  };
}

function authorOf({ id, username, global_name: name }: z.output<typeof WireUser>, at: Date): Profile {
  const url = `https://discord.com/users/${id}`;
  return {
    ...{ network: DISCORD, id: ProfileId.parse(id), handle: username.toLowerCase(), url },
    ...(name && { name }),
    ...{ emails: [], states: [], counts: {}, standing: 'active', reserved: false },
    provenance: { source: DISCORD, url, fetchedAt: at, basis: 'consent' },
  };
}
