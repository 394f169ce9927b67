import { PostId } from '../../../src/core/ids.ts';
import type { Post } from '../../../src/core/post.ts';
import type { Mention } from '../../../src/ports/listening.ts';
import { getContext, getStatus } from './api.ts';
import type { Tools } from './api.ts';
import { urisOf } from './statuses.ts';
import { toMention } from './tagged.ts';
import type { WireTagged } from './tagged.ts';
import type { Context } from './thread-wire.ts';

/** What follows the name in a status's address, or `statuses` in its id, is its number on its own server. */
const NUMBERED = /\/(?:@[^/]+|statuses|notice)\/([\w-]{1,64})\/?$/;

/**
 * The conversation as the author's own server knows it and shows it to strangers, from its first post down: two requests. A
 * server knows what its own people and those they follow said; what others may not read stays a gap.
 */
export async function thread(tools: Tools, post: Post, most: number): Promise<readonly Mention[]> {
  const at = placeOf(post);
  const around = at && (await getContext(tools, at.host, at.number));
  if (!at || !around) return [];
  const statuses = await wholeOf(tools, at, around);
  const uris = urisOf(statuses);
  const conversation = PostId.parse(around.ancestors[0]?.uri ?? post.id);
  const once = new Map(statuses.map((status) => [status.uri, status]));
  return [...once.values()]
    .flatMap((status) => toMention(status, at.host, uris, tools.now()))
    .map(({ post: said, by }) => ({ post: { ...said, conversation }, by }))
    .slice(0, most);
}

interface Place {
  readonly host: string;
  readonly number: string;
}

function placeOf({ id, url }: Post): Place | undefined {
  const home = URL.parse(id)?.host;
  const places = [url, id].map((written) => URL.parse(written));
  const numbers = places.map((place) =>
    place?.host === home ? NUMBERED.exec(place?.pathname ?? '')?.[1] : undefined,
  );
  const number = numbers.find((one) => one !== undefined);
  return home && number !== undefined ? { host: home, number } : undefined;
}

/** What hangs below the first post, and below the one that was asked for: of a large thread a server shows a part. */
async function wholeOf(
  tools: Tools,
  { host, number }: Place,
  { ancestors, descendants }: Context,
): Promise<readonly WireTagged[]> {
  const [first] = ancestors;
  if (!first) {
    const own = await getStatus(tools, host, number);
    return [...(own ? [own] : []), ...descendants];
  }
  const below = await getContext(tools, host, first.id);
  return [...ancestors, ...descendants, ...(below?.descendants ?? [])];
}
