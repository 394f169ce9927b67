import type { z } from 'zod';
import { Failure, failureOfStatus, retryAfter } from '../../../src/core/failure.ts';
import type { Range } from '../../../src/core/newest.ts';
import type { NetworkTools } from '../../../src/ports/network.ts';
import { WireHits, WireItem, WireUser } from './wire.ts';
import type { WireHit } from './wire.ts';

export type Tools = NetworkTools<{ readonly base: string; readonly index?: string | undefined }>;

export const ITEMS = 'https://hacker-news.firebaseio.com';
const INDEX = 'https://hn.algolia.com';

/** A user by name, exact in its case; undefined where there is none. @throws Failure */
export async function getUser(tools: Tools, id: string): Promise<WireUser | undefined> {
  const url = `${tools.settings.base}/v0/user/${encodeURIComponent(id)}.json`;
  return (await get(tools, url, WireUser)) ?? undefined;
}

/** One story or comment; undefined where there is none. @throws Failure */
export async function getItem(tools: Tools, id: string): Promise<WireItem | undefined> {
  return (await get(tools, `${tools.settings.base}/v0/item/${id}.json`, WireItem)) ?? undefined;
}

/** What a user wrote, newest first, from the index that Algolia keeps of Hacker News. @throws Failure */
export function searchByAuthor(tools: Tools, author: string, range: Range): Promise<readonly WireHit[]> {
  return search(tools, { tags: `author_${author},(story,comment,poll)` }, range);
}

/** What anybody wrote that holds all of these words or phrases, newest first. @throws Failure */
export function searchByWords(
  tools: Tools,
  words: readonly string[],
  range: Range,
): Promise<readonly WireHit[]> {
  // A quote inside a phrase would end it.
  const query = words.map((word) => `"${word.replaceAll('"', ' ')}"`).join(' ');
  return search(tools, { query, advancedSyntax: 'true', tags: '(story,comment,poll)' }, range);
}

async function search(
  tools: Tools,
  params: Readonly<Record<string, string>>,
  { since, limit }: Range,
): Promise<readonly WireHit[]> {
  const url = new URL(`${indexOf(tools)}/api/v1/search_by_date`);
  for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value);
  url.searchParams.set('hitsPerPage', String(limit));
  if (since) url.searchParams.set('numericFilters', `created_at_i>=${Math.floor(since.getTime() / 1000)}`);
  return (await get(tools, url, WireHits))?.hits ?? [];
}

/** Items and index have a host each; whoever points one elsewhere without naming the other points both there. */
function indexOf({ settings: { base, index } }: Tools): string {
  return index ?? (base === ITEMS ? INDEX : base);
}

function get<S extends z.ZodType>(
  { ask, now }: Tools,
  url: string | URL,
  schema: S,
): Promise<z.output<S> | undefined> {
  return ask({ url, host: 'us', headers: { accept: 'application/json' } }, (answer) => {
    const kind = failureOfStatus(answer.status);
    if (kind) {
      const retryAfterMs = retryAfter(answer.headers.get('retry-after'), now());
      // There is no account of ours that could be connected again.
      const named = kind === 'unauthorized' ? 'forbidden' : kind;
      throw new Failure(named, `Hacker News answered ${answer.status}`, { retryAfterMs });
    }
    if (answer.status === 404 || answer.status === 410) return undefined;
    const parsed = schema.safeParse(answer.json());
    if (parsed.success) return parsed.data;
    throw new Failure('malformed', 'Hacker News answered in an unknown shape', { cause: parsed.error });
  });
}
