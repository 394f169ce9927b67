import { addressesOf, placesIn } from '../../core/conversation/thread/place.ts';
import { namedIn, spellingsOf } from '../../core/conversation/thread/spelling.ts';
import type { PostSpelling } from '../../core/conversation/thread/spelling.ts';
import { postKey } from '../../core/conversation/thread/utterance.ts';
import { isAboutTheSameTime } from '../../core/conversation/near-duplicates/said.ts';
import type { NetworkId } from '../../core/ids.ts';
import type { Profile } from '../../core/profile.ts';
import type { Workspace } from '../../ports/store.ts';
import type { SaidBy } from '../../ports/threads.ts';

/** How the addresses of a network's posts are written. */
export type Spellings = ReadonlyMap<NetworkId, readonly PostSpelling[]>;

/** What a reader can take in, and the database answers at once. */
const MOST = 500;
/** How often what was found may lead on: to what links to it, and to the conversations of that. */
const ROUNDS = 2;
/** How many of the person's newest posts may be the same said elsewhere. */
const NEWEST = 100;

/**
 * What is kept of a conversation, and of those that may be joined to it: by a link, or because the same person said the
 * same about the same time. More than belongs together may be in it.
 */
export async function gather(
  w: Workspace,
  start: SaidBy,
  { own, spellings }: { readonly own: readonly Profile[]; readonly spellings: Spellings },
): Promise<readonly SaidBy[]> {
  const pool = new Map<string, SaidBy>();
  const met = new Set<string>();
  let found: readonly SaidBy[] = [start, ...(await elsewhere(w, start, own))];
  for (let round = 0; round <= ROUNDS && found.length > 0 && pool.size < MOST; round++) {
    const conversations = found.map(({ post }) => ({ network: post.network, id: post.conversation }));
    const fresh = conversations.filter((one) => !met.has(postKey(one)));
    for (const one of fresh) met.add(postKey(one));
    const said = fresh.length > 0 ? await w.threads.saidIn(fresh, MOST) : [];
    const news = [...found, ...said].filter(({ post }) => !pool.has(postKey(post)));
    for (const one of news) pool.set(postKey(one.post), one);
    found = round < ROUNDS && news.length > 0 ? await joined(w, news, spellings) : [];
  }
  return [...pool.values()];
}

async function joined(
  w: Workspace,
  news: readonly SaidBy[],
  spellings: Spellings,
): Promise<readonly SaidBy[]> {
  const own = news.flatMap(({ post, by }) => [
    ...spellingsOf(post.url, by, spellings.get(post.network) ?? []),
  ]);
  const named = news.flatMap(({ post }) => placesIn(post.text));
  const urls = [...named, ...(await respelled(w, named, spellings))].flatMap(addressesOf);
  return w.threads.joinedBy({ urls: [...new Set(urls)], places: [...new Set(own)] }, MOST);
}

/** Places as they are spelled otherwise; those that say by handle who spoke, by the ids of who has, or had, that handle. */
async function respelled(
  w: Workspace,
  places: readonly string[],
  spellings: Spellings,
): Promise<readonly string[]> {
  const met = [...spellings].flatMap(([network, forms]) =>
    forms.flatMap((form) =>
      places
        .filter((place) => form.form.test(place))
        .map((place) => ({ network, form, place, handle: namedIn(place, form)?.toLowerCase() })),
    ),
  );
  const named = met.flatMap(({ network, handle }) => (handle === undefined ? [] : [{ network, handle }]));
  const holders = named.length > 0 ? await w.profiles.holders(named) : [];
  return met.flatMap(({ network, form, place, handle }) => {
    const by = holders.filter((one) => one.network === network && one.handle === handle);
    const speakers = handle === undefined ? [NOBODY] : by;
    return speakers.flatMap((speaker) => [...spellingsOf(`https://${place}`, speaker, [form])]);
  });
}

/** Where the address does not say who spoke, none of its spellings does. */
const NOBODY = { id: '', handle: '' };

/** What the person said on their other accounts about the same time. */
async function elsewhere(
  w: Workspace,
  { post, by }: SaidBy,
  own: readonly Profile[],
): Promise<readonly SaidBy[]> {
  const others = own.filter(({ network }) => network !== post.network);
  if (!own.some(({ network, id }) => network === by.network && id === by.id)) return [];
  const said = await Promise.all(
    others.map(async (one) => {
      const posts = await w.posts.of(one, NEWEST);
      return posts
        .filter((other) => isAboutTheSameTime(other, post))
        .map((other) => ({ post: other, by: one }));
    }),
  );
  return said.flat();
}
