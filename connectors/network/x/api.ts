import type { z } from 'zod';
import type { Range } from '../../../src/core/newest.ts';
import { Failure } from '../../../src/core/failure.ts';
import type { Answer } from '../../../src/ports/outgoing.ts';
import type { NetworkTools } from '../../../src/ports/network.ts';
import { isAbsent, isClosed, quietOf, refusalOf } from './refusal.ts';
import { WirePosts, WireUserAnswer } from './wire.ts';
import type { WirePost, WireUser } from './wire.ts';

export type Tools = NetworkTools<{ readonly base: string; readonly bearerToken?: string | undefined }>;

/** Where somebody is may not be kept, so it is not asked for. */
const USER = 'created_at,description,entities,name,profile_image_url,protected,public_metrics,url,username';
const POST =
  'author_id,conversation_id,created_at,entities,in_reply_to_user_id,lang,note_tweet,public_metrics,referenced_tweets';
const HANDLE = /^[a-z0-9_]{1,15}$/i;
const ID = /^[1-9]\d{0,19}$/;
/** So few and so many one question may be for. */
const [FEWEST, MOST] = [5, 100];

/** A user by handle or number; undefined when there is none, or X took the account away. @throws Failure */
export async function getUser(
  tools: Tools,
  at: { readonly handle: string } | { readonly id: string },
): Promise<WireUser | undefined> {
  const path = 'id' in at ? ID.test(at.id) && at.id : HANDLE.test(at.handle) && `by/username/${at.handle}`;
  if (path === false) return undefined;
  const answer = await get(tools, `/2/users/${path}`, { 'user.fields': USER }, WireUserAnswer);
  return answer?.data;
}

/** A user's newest posts without what they repeat of others, as many as one question is for. @throws Failure */
export async function getPosts(
  tools: Tools,
  id: string,
  { since, limit }: Range,
): Promise<readonly WirePost[]> {
  const params = {
    'tweet.fields': POST,
    exclude: 'retweets',
    max_results: String(Math.min(MOST, Math.max(FEWEST, limit))),
    ...(since && { start_time: `${since.toISOString().slice(0, 19)}Z` }),
  };
  const answer = await get(tools, `/2/users/${encodeURIComponent(id)}/tweets`, params, WirePosts, isClosed);
  return answer?.data ?? [];
}

function get<S extends z.ZodType>(
  { ask, settings, now }: Tools,
  path: string,
  params: Readonly<Record<string, string>>,
  schema: S,
  isNothing: (answer: Answer) => boolean = () => false,
): Promise<z.output<S> | undefined> {
  const url = new URL(settings.base + path);
  for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value);
  const headers = { accept: 'application/json', authorization: `Bearer ${settings.bearerToken}` };
  const quietAfter = (answer: Answer) => quietOf(answer, now());
  return ask({ url, headers, host: 'us', quietAfter }, (answer) => {
    if (isAbsent(answer) || isNothing(answer)) return undefined;
    const refusal = refusalOf(answer, now());
    if (refusal) throw refusal;
    const parsed = schema.safeParse(answer.json());
    if (parsed.success) return parsed.data;
    throw new Failure('malformed', 'X answered in an unknown shape', { cause: parsed.error });
  });
}
