import { readAgainAfter } from '../core/governance/tending.ts';
import type { InstallationId, NetworkId } from '../core/ids.ts';
import { NO_ECHO } from '../core/influence/resonance.ts';
import type { Post } from '../core/post.ts';
import type { Profile, ProfileKey } from '../core/profile.ts';
import type { Store, Workspace } from '../ports/store.ts';
import { isReadable } from './heard.ts';
import { keepPosts } from './keep-posts.ts';
import { readerOf } from './reader.ts';
import { scoreProfile } from './score-profile.ts';
import { affordable } from './spend.ts';
import type { FindDeps } from './find-profiles.ts';
import { isListenedTo } from './listened.ts';
import type { Manners } from './tend.ts';

type Deps = Pick<FindDeps, 'networks' | 'now'> & {
  readonly store: Store;
  readonly manners: ReadonlyMap<NetworkId, Manners>;
};

/** How far back a profile's posts are read, and how many at the most: fewer where each is paid for. */
export const READ = { days: 180, limit: 50, paid: 10 } as const;

/**
 * Reads what a profile says, understands each post, scores its influence, and passes on to the records it stands in.
 * Posts that the network no longer has within the range read are removed here too. A network whose budget is spent is
 * read when there is money again; what could not be read in time goes by its terms.
 */
export async function understandProfile(
  installation: InstallationId,
  key: ProfileKey,
  deps: Deps,
): Promise<void> {
  const { profile, off } = await deps.store.inside(installation, async (w) => ({
    profile: await w.profiles.find(key),
    off: (await w.governance.read()).settings.off.includes(key.network),
  }));
  const network = deps.networks.get(key.network);
  if (!profile || off || !network?.posts) return;
  const since = new Date(deps.now().getTime() - READ.days * 86_400_000);
  const readable = profile.standing === 'active' && !profile.reserved;
  const limit = deps.manners.get(key.network)?.costs?.post === undefined ? READ.limit : READ.paid;
  const read = readable ? await affordable(network.posts(profile, { since, limit })) : { answer: [] };
  if (!read) return;
  const posts = read.answer;
  const complete = posts.length < limit;
  await deps.store.inside(installation, async (w) => {
    if (readable)
      await removeVanished(w, key, posts, { from: complete ? since : oldest(posts), now: deps.now() });
    else await w.posts.letGo(key);
    const kept = await worthKeeping(w, key, posts);
    await keepReading(w, key, kept, deps);
    const terms = deps.manners.get(key.network)?.terms;
    const mayDerive = terms?.mayDerive ?? true;
    const said = mayDerive ? kept.map(await readerOf(w)) : kept;
    await keepPosts(w, said, deps.manners);
    const none = { known: false, says: `Its terms let no figures be made: ${terms?.clause}` } as const;
    if (!mayDerive) await w.profiles.score(key, none, NO_ECHO);
    const scored = mayDerive ? await scoreProfile(w, profile, said, deps.now()) : [profile];
    for (const one of scored) await passOn(w, one);
  });
}

/** Of a stranger nothing is kept but what was heard; it is read only to see what of that is still there. */
async function worthKeeping(w: Workspace, key: ProfileKey, posts: readonly Post[]): Promise<readonly Post[]> {
  if (await w.subscriptions.isLinked(key)) return posts;
  const known = new Set((await w.posts.of(key, READ.limit * 4)).map(({ id }) => id));
  return posts.filter(({ id }) => known.has(id));
}

/** Remembers that it was read, and when it should be again. */
async function keepReading(w: Workspace, key: ProfileKey, posts: readonly Post[], deps: Deps): Promise<void> {
  const terms = deps.manners.get(key.network)?.terms;
  if (!terms) return;
  const known = new Set((await w.posts.of(key, READ.limit * 4)).map(({ id }) => id));
  const news = posts.filter(({ id }) => !known.has(id)).length;
  const usual = await w.tending.readAgainAfter(key);
  const hours = readAgainAfter(terms, usual, news, await isListenedTo(w, key.network, deps));
  await w.tending.read(key, deps.now(), hours);
}

async function removeVanished(
  w: Workspace,
  key: ProfileKey,
  posts: readonly Post[],
  { from, now }: { readonly from: Date; readonly now: Date },
): Promise<void> {
  const there = new Set(posts.map((post) => post.id));
  const stored = await w.posts.of(key, READ.limit * 4);
  // What we were told of may stand where we do not look, or not yet: only the network's word that it is gone removes it.
  const read = stored.filter((post) => isReadable(post, now));
  const gone = read.filter((post) => post.publishedAt >= from && !there.has(post.id));
  if (gone.length > 0)
    await w.posts.remove(
      key.network,
      gone.map((post) => post.id),
    );
}

function oldest(posts: readonly Post[]): Date {
  return new Date(Math.min(...posts.map((post) => post.publishedAt.getTime())));
}

async function passOn(w: Workspace, profile: Profile): Promise<void> {
  for (const contact of await w.profiles.contactsOf(profile)) {
    await w.enqueue('record', [{ installation: w.installation, contact }], { key: contact });
  }
}
