import { readAgainAfter } from '../../core/governance/tending.ts';
import type { Post } from '../../core/post.ts';
import { declined, keyOf } from '../../core/profile.ts';
import type { Profile } from '../../core/profile.ts';
import type { Mention } from '../../ports/listening.ts';
import type { Workspace } from '../../ports/store.ts';
import { distinct, keepAuthors } from '../keep-authors.ts';
import { keepPosts } from '../keep-posts.ts';
import { readerOf } from '../reader.ts';
import { ears, hear } from './hear.ts';
import type { Ways } from './searched.ts';

/**
 * Keeps of what a search found what a rule that is on means: the posts, and who said them as profiles. Whoever is
 * ignored, or asked not to be shown, is not kept, and of a network that was switched off meanwhile nobody is.
 * @returns how many posts each rule had not heard yet.
 */
export async function keepHeard(
  w: Workspace,
  found: readonly Mention[],
  at: Date,
  ways: Ways,
): Promise<ReadonlyMap<string, number>> {
  const listening = await ears(w);
  const { off } = (await w.governance.read()).settings;
  const ignored = await w.listening.ignored(found.map(({ by }) => by));
  const read = await readerOf(w);
  const isWelcome = ({ by }: Mention) => !ignored.has(keyOf(by)) && !off.includes(by.network) && isOpen(by);
  const meant = found
    .filter(isWelcome)
    .map((one) => ({ ...one, post: mayDerive(one.post, ways) ? read(one.post) : one.post }))
    .filter(({ post, tags }) => listening.some(({ hears }) => hears(post, tags)));
  if (meant.length === 0) return new Map();
  await keepAuthors(w, meant, ways);
  await keepPosts(
    w,
    meant.map(({ post }) => post),
    ways.manners,
  );
  await lookAgain(w, meant, at, ways);
  return hear(w, listening, meant, at);
}

/** Who asked not to be shown, or not to be found by their words, is not listened to. */
const isOpen = (by: Profile) =>
  !by.reserved && by.standing === 'active' && !declined(by, 'search') && !declined(by, 'suggestion');

/** Whether the network's terms let it be understood. Languages are no figure, but they are derived all the same. */
const mayDerive = ({ network }: Post, { manners }: Ways) => manners.get(network)?.terms.mayDerive !== false;

/** What a stranger deletes there must be gone here in time: they are read again before, as linked profiles are. */
async function lookAgain(
  w: Workspace,
  meant: readonly Mention[],
  at: Date,
  { manners }: Ways,
): Promise<void> {
  for (const by of distinct(meant.map((one) => one.by))) {
    const terms = manners.get(by.network)?.terms;
    if (!terms || (await w.tending.readAgainAfter(by)) !== undefined) continue;
    await w.tending.read(by, at, readAgainAfter(terms, undefined, 0));
  }
}
