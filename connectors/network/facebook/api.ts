import { askGraph } from '../../../src/ports/graph-api.ts';
import type { GraphTools } from '../../../src/ports/graph-api.ts';
import { WireFeed, WirePage } from './wire.ts';
import type { WireStory } from './wire.ts';

const TITLE = 'Facebook';
const PAGE = 'id,name,username,about,link,website,followers_count';
const SAID = 'id,message,created_time,permalink_url,from';
/** So many stories are answered at once, each with so many comments. */
const MOST = { stories: 50, comments: 100 } as const;

/** The Page that the token speaks for. @throws Failure */
export function getPage(tools: GraphTools): Promise<WirePage | undefined> {
  return askGraph(tools, TITLE, { path: '/me', params: { fields: PAGE }, schema: WirePage });
}

/** The newest stories on the Page, whoever's they are, with what is said below them. @throws Failure */
export async function getFeed(tools: GraphTools, since: Date | undefined): Promise<readonly WireStory[]> {
  const params = {
    fields: `${SAID},comments.limit(${MOST.comments}).filter(stream){${SAID},parent{id}}`,
    limit: MOST.stories,
    since: since && Math.floor(since.getTime() / 1000),
  };
  return (await askGraph(tools, TITLE, { path: '/me/feed', params, schema: WireFeed }))?.data ?? [];
}
