import type { z } from 'zod';
import { Failure, failureOfStatus } from '../../../src/core/failure.ts';
import type { Range } from '../../../src/core/newest.ts';
import type { NetworkTools } from '../../../src/ports/network.ts';
import { quietAfter, waitOf } from './quiet.ts';
import type { RedditSettings, Session } from './session.ts';
import { WireAbout, WireListing, WireNames } from './wire.ts';
import type { WireThing, WireUser } from './wire.ts';

export type Tools = NetworkTools<RedditSettings> & { readonly session: Session };

const HANDLE = /^[\w-]{3,20}$/;
const ID = /^t2_[a-z0-9]{1,13}$/;
/** So many things a page holds at the most, and so many pages are read. */
const [PAGE, PAGES] = [100, 2];

/** A redditor by name; undefined when there is none, or Reddit took the account away. @throws Failure */
export async function getUser(tools: Tools, name: string): Promise<WireUser | undefined> {
  if (!HANDLE.test(name)) return undefined;
  return (await get(tools, `/user/${name}/about`, {}, WireAbout))?.data;
}

/** The name that an account's id (`t2_…`) has; undefined when it has none any more. @throws Failure */
export async function nameOf(tools: Tools, id: string): Promise<string | undefined> {
  if (!ID.test(id)) return undefined;
  const names = await get(tools, '/api/user_data_by_account_ids', { ids: id }, WireNames);
  return names?.[id]?.name;
}

/** What a redditor posted, or commented, newest first. @throws Failure */
export async function getListing(
  tools: Tools,
  name: string,
  kind: 'submitted' | 'comments',
  { since, limit }: Range,
): Promise<readonly WireThing[]> {
  const found: WireThing[] = [];
  let after: string | undefined;
  for (let page = 0; page < PAGES && found.length < limit; page++) {
    const params = { sort: 'new', limit: String(Math.min(PAGE, limit)), ...(after && { after }) };
    const listing = await get(tools, `/user/${encodeURIComponent(name)}/${kind}`, params, WireListing);
    const things = listing?.data.children ?? [];
    found.push(...things);
    after = listing?.data.after ?? undefined;
    const past = since && things.some(({ data }) => data.created_utc < since);
    if (after === undefined || things.length === 0 || past) break;
  }
  return found;
}

async function get<S extends z.ZodType>(
  { ask, settings, session, now }: Tools,
  path: string,
  params: Readonly<Record<string, string>>,
  schema: S,
): Promise<z.output<S> | undefined> {
  const url = new URL(settings.base + path);
  // Without it Reddit answers three characters as HTML names.
  for (const [name, value] of Object.entries({ raw_json: '1', ...params })) url.searchParams.set(name, value);
  const headers = { accept: 'application/json', ...(await session.headers()) };
  return ask({ url, headers, host: 'us', follow: false, quietAfter }, (answer) => {
    const { status } = answer;
    if (status === 404 || status === 410) return undefined;
    if (status === 401) session.forget();
    const kind = failureOfStatus(status);
    if (kind) throw new Failure(kind, `Reddit answered ${status}`, { retryAfterMs: waitOf(answer, now()) });
    const parsed = schema.safeParse(answer.json());
    if (parsed.success) return parsed.data;
    throw new Failure('malformed', 'Reddit answered in an unknown shape', { cause: parsed.error });
  });
}
