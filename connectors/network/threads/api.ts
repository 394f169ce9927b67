import { askGraph } from '../../../src/ports/graph-api.ts';
import type { GraphTools } from '../../../src/ports/graph-api.ts';
import { WirePosts, WireProfile } from './wire.ts';
import type { WirePost } from './wire.ts';

const TITLE = 'Threads';
const POST = 'id,username,text,permalink,timestamp,is_quote_post,replied_to,root_post';

/** A public profile by username; undefined when there is none. Needs `threads_profile_discovery`. @throws Failure */
export function getProfile(tools: GraphTools, username: string): Promise<WireProfile | undefined> {
  return askGraph(tools, TITLE, { path: '/profile_lookup', params: { username }, schema: WireProfile });
}

/** The newest posts of a public profile. @throws Failure */
export async function getPosts(
  tools: GraphTools,
  username: string,
  { since, limit }: { readonly since?: Date; readonly limit: number },
): Promise<readonly WirePost[]> {
  const params = {
    ...{ username, fields: POST, limit: Math.min(limit, MOST) },
    since: since && Math.floor(since.getTime() / 1000),
  };
  return (await askGraph(tools, TITLE, { path: '/profile_posts', params, schema: WirePosts }))?.data ?? [];
}

/** So many are answered at once. */
const MOST = 100;
