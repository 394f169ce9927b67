import type { NetworkId } from '../core/ids.ts';
import { aimsOf } from '../core/influence/aims.ts';
import { dated } from '../core/post.ts';
import type { ReadPost } from '../core/record/facts.ts';
import type { Workspace } from '../ports/store.ts';
import type { Manners } from './tend.ts';

/** Keeps posts, by dates that can be, and whom they turn to where the network's terms let figures be made. */
export async function keepPosts(
  w: Workspace,
  told: readonly ReadPost[],
  manners: ReadonlyMap<NetworkId, Pick<Manners, 'terms' | 'addresses'>>,
): Promise<void> {
  const posts = told.map(dated);
  await w.posts.keep(posts);
  const counted = posts.filter(({ network }) => manners.get(network)?.terms.mayDerive !== false);
  await w.attention.given(
    counted.map((post) => ({
      ...{ network: post.network, post: post.id, fetchedAt: post.provenance.fetchedAt },
      aims: aimsOf(post, manners.get(post.network)?.addresses),
    })),
  );
}
