import type { z } from 'zod';
import { askGraph } from '../../../src/ports/graph-api.ts';
import type { GraphTools } from '../../../src/ports/graph-api.ts';
import type { NetworkTools } from '../../../src/ports/network.ts';
import { WireDiscovered, WireDiscoveredMedia, WireUser } from './wire.ts';
import type { WireMedia } from './wire.ts';

type Own = { readonly accountId?: string | undefined };
export type Tools = NetworkTools<GraphTools['settings'] & Own>;

const TITLE = 'Instagram';
const USER =
  'id,username,name,biography,website,profile_picture_url,followers_count,follows_count,media_count';
const MEDIA = 'id,caption,timestamp,permalink,like_count,comments_count';
/** So many are answered at once. */
const MOST = 50;

/** Another professional account by username; undefined for all other accounts. @throws Failure */
export async function discover(tools: Tools, username: string): Promise<WireUser | undefined> {
  const fields = `business_discovery.username(${username}){${USER}}`;
  return (await askOwn(tools, fields, WireDiscovered))?.business_discovery;
}

/** The customer's own account. @throws Failure */
export function getOwn(tools: Tools): Promise<WireUser | undefined> {
  return askOwn(tools, USER, WireUser);
}

/** What a professional account published, newest first. @throws Failure */
export async function getMedia(tools: Tools, username: string, limit: number): Promise<readonly WireMedia[]> {
  const fields = `business_discovery.username(${username}){media.limit(${Math.min(limit, MOST)}){${MEDIA}}}`;
  return (await askOwn(tools, fields, WireDiscoveredMedia))?.business_discovery.media?.data ?? [];
}

/** Asks the customer's own account, through which all others are seen; undefined for what is not there. @throws Failure */
export function askOwn<S extends z.ZodType>(tools: Tools, fields: string, schema: S) {
  return askGraph(tools, TITLE, { path: `/${tools.settings.accountId}`, params: { fields }, schema });
}
