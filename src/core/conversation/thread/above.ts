import { isAboutTheSameTime, saidIn, sayTheSame } from '../near-duplicates/said.ts';
import { placesIn } from './place.ts';
import { postKey } from './utterance.ts';
import type { Utterance } from './utterance.ts';

/** How a post came under another: it answers it, links to it, or is the same said again on another network. */
export interface Edge {
  readonly key: string;
  readonly joined: 'answer' | 'link' | 'copy';
}

/**
 * The post above each of a pool, where there is one. An edge that would close a circle is left out: of those in it the
 * first in time stands at the beginning.
 * @param known by key, in the order in which they were said.
 */
export function aboveEach(known: ReadonlyMap<string, Utterance>): ReadonlyMap<string, Edge> {
  const linked = linksInto(known);
  const copied = copiesAmong(known);
  const above = new Map<string, Edge>();
  for (const [key, one] of [...known].toReversed()) {
    const edge = answered(one, known) ?? linked(one) ?? copied(one);
    if (edge && !leadsTo(edge.key, key, above)) above.set(key, edge);
  }
  return above;
}

function leadsTo(from: string, to: string, above: ReadonlyMap<string, Edge>): boolean {
  for (let at: string | undefined = from; at !== undefined; at = above.get(at)?.key) {
    if (at === to) return true;
  }
  return false;
}

type Join = (one: Utterance) => Edge | undefined;

/** What it answers; where that is not seen, what the conversation began with. */
function answered({ post }: Utterance, known: ReadonlyMap<string, Utterance>): Edge | undefined {
  const { network, id, inReplyTo, conversation } = post;
  const named = [inReplyTo, conversation].filter((one) => one !== undefined && one !== id);
  const key = named.map((one) => postKey({ network, id: one ?? '' })).find((one) => known.has(one));
  return key === undefined ? undefined : { key, joined: 'answer' };
}

/** The first seen post that its text links to. */
function linksInto(known: ReadonlyMap<string, Utterance>): Join {
  const owners = new Map<string, string>();
  for (const [key, { at }] of known) for (const place of at) owners.set(place, owners.get(place) ?? key);
  return ({ post }) => {
    const own = postKey(post);
    const keys = placesIn(post.text).map((place) => owners.get(place));
    const key = keys.find((one) => one !== undefined && one !== own);
    return key === undefined ? undefined : { key, joined: 'link' };
  };
}

/** What the same person said first on another network, about the same time. Short words are said by many of their own accord. */
function copiesAmong(known: ReadonlyMap<string, Utterance>): Join {
  const beginnings = [...known.values()].filter(({ post }) => post.inReplyTo === undefined);
  const byPerson = Map.groupBy(
    beginnings.map((one) => ({ ...one, said: saidIn(one.post.text) })),
    ({ person }) => person,
  );
  return ({ post, person }) => {
    const own = byPerson.get(person) ?? [];
    const here = own.findIndex((one) => postKey(one.post) === postKey(post));
    const said = own[here]?.said;
    if (!said?.signature) return undefined;
    const first = own
      .slice(0, here)
      .find(
        (one) =>
          one.post.network !== post.network &&
          isAboutTheSameTime(one.post, post) &&
          sayTheSame(one.said, said),
      );
    return first && { key: postKey(first.post), joined: 'copy' };
  };
}
