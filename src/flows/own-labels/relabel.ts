import { relabelled } from '../../core/conversation/own-labels/relabelled.ts';
import { keyOf } from '../../core/profile.ts';
import type { ReadPost } from '../../core/record/facts.ts';
import type { JobPayload } from '../../ports/queue.ts';
import type { Store } from '../../ports/store.ts';

/** So many posts are read again in one go. */
const PAGE = 200;

/**
 * Reads posts by the labels in force again, a page at a time: an interruption goes on where it was. When others are in force
 * by now, the walk that they began reads everything, and this one ends.
 */
export async function relabelPage(
  { installation, version, after }: JobPayload<'relabel'>,
  { store }: { readonly store: Store },
): Promise<void> {
  await store.inside(installation, async (w) => {
    const own = await w.ownLabels.inForce();
    if (own?.version !== version) return;
    const page = await w.ownLabels.readPosts(PAGE, after);
    const changed = page.flatMap((post): readonly ReadPost[] => {
      const reading = post.reading && relabelled(post.text, post.reading, own);
      return reading && reading.model !== post.reading?.model ? [{ ...post, reading }] : [];
    });
    await w.posts.keep(changed);
    const profiles = new Map(
      changed.map(({ network, profile: id }) => [keyOf({ network, id }), { network, id }]),
    );
    for (const profile of profiles.values())
      for (const contact of await w.profiles.contactsOf(profile))
        await w.enqueue('record', [{ installation, contact }], { key: contact });
    const last = page.length === PAGE ? page.at(-1) : undefined;
    if (!last) return;
    const next = { installation, after: { network: last.network, post: last.id } };
    await w.enqueue('relabel', [{ ...next, ...(version !== undefined && { version }) }]);
  });
}
