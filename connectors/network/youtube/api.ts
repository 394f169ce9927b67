import type { z } from 'zod';
import { Failure } from '../../../src/core/failure.ts';
import type { Answer } from '../../../src/ports/outgoing.ts';
import type { NetworkTools } from '../../../src/ports/network.ts';
import { reasonsOf, troubleIn } from './refusal.ts';
import { WireThreads, WireUploads } from './said.ts';
import type { WireComment, WireThread } from './said.ts';
import { WireReplies, WireVideos } from './watched.ts';
import type { WireVideo } from './watched.ts';
import { WireChannels } from './wire.ts';
import type { WireChannel } from './wire.ts';

export type Tools = NetworkTools<{ readonly base: string; readonly apiKey?: string | undefined }>;

type Params = Readonly<Record<string, string | number | undefined>>;

/** A channel by handle or id; undefined when there is none, or YouTube took it down. One unit. @throws Failure */
export async function getChannel(
  tools: Tools,
  at: { readonly handle: string } | { readonly id: string },
): Promise<WireChannel | undefined> {
  const which = 'id' in at ? { id: at.id } : { forHandle: `@${at.handle}` };
  const params = { part: 'snippet,contentDetails,status', ...which };
  return (await get(tools, '/channels', params, WireChannels))?.items[0];
}

/** One page of a channel's uploads, newest first. One unit. @throws Failure */
export function getUploads(
  tools: Tools,
  playlistId: string,
  pageToken: string | undefined,
): Promise<z.output<typeof WireUploads> | undefined> {
  const params = { part: 'snippet,contentDetails,status', playlistId, maxResults: 50, pageToken };
  return get(tools, '/playlistItems', params, WireUploads);
}

/** The newest threads below a channel's videos; none where comments are switched off. One unit. @throws Failure */
export async function getThreads(tools: Tools, channel: string): Promise<readonly WireThread[]> {
  const params = {
    part: 'snippet,replies',
    allThreadsRelatedToChannelId: channel,
    order: 'time',
    textFormat: 'plainText',
    maxResults: 100,
  };
  return (await get(tools, '/commentThreads', params, WireThreads, isSwitchedOff))?.items ?? [];
}

/** A video by its id; undefined where it is gone or private. One unit. @throws Failure */
export async function getVideo(tools: Tools, id: string): Promise<WireVideo | undefined> {
  return (await get(tools, '/videos', { part: 'snippet,status', id }, WireVideos))?.items[0];
}

/** So many of the newest comments below a video, or the one of an id, with some answers to each. One unit. @throws Failure */
export async function getComments(
  tools: Tools,
  of: { readonly videoId: string } | { readonly id: string },
  most: number,
): Promise<readonly WireThread[]> {
  const whose = 'id' in of ? of : { ...of, order: 'time', maxResults: most };
  const params = { part: 'snippet,replies', textFormat: 'plainText', ...whose };
  return (await get(tools, '/commentThreads', params, WireThreads, isSwitchedOff))?.items ?? [];
}

/** So many answers to a comment. One unit. @throws Failure */
export async function getReplies(
  tools: Tools,
  parentId: string,
  most: number,
): Promise<readonly WireComment[]> {
  const params = { part: 'snippet', textFormat: 'plainText', parentId, maxResults: most };
  return (await get(tools, '/comments', params, WireReplies))?.items ?? [];
}

function isSwitchedOff(answer: Answer): boolean {
  return answer.status === 403 && reasonsOf(answer).includes('commentsDisabled');
}

export function get<S extends z.ZodType>(
  { ask, settings, now }: Tools,
  path: string,
  params: Params,
  schema: S,
  isAbsence: (answer: Answer) => boolean = () => false,
): Promise<z.output<S> | undefined> {
  const url = new URL(settings.base + path);
  for (const [name, value] of Object.entries(params)) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  // Not in the URL, where it would be read by everybody who reads URLs.
  const headers = { accept: 'application/json', 'x-goog-api-key': settings.apiKey ?? '' };
  return ask({ url, headers, host: 'us' }, (answer) => {
    if (answer.status === 404 || answer.status === 410 || isAbsence(answer)) return undefined;
    const trouble = troubleIn(answer, now());
    if (trouble) throw trouble;
    const parsed = schema.safeParse(answer.json());
    if (parsed.success) return parsed.data;
    throw new Failure('malformed', 'YouTube answered in an unknown shape', { cause: parsed.error });
  });
}
