import { relearn } from '../core/identity/matcher/relearn.ts';
import { SHIPPED } from '../core/identity/matcher/shipped.ts';
import type { InstallationId } from '../core/ids.ts';
import type { Now } from '../ports/runtime.ts';
import type { Store, Workspace } from '../ports/store.ts';

/** Answers of one sitting settle for so long, so that they are learnt from together. */
const SETTLE_SECONDS = 3;
/** So many contacts are weighed again at once, and the next after so many seconds: learning never fills the queue. */
const BATCH = 100;
const BREATH_SECONDS = 2;

/** Sees to it that people's answers are learnt from. */
export function learnSoon(w: Workspace, afterSeconds: number = SETTLE_SECONDS): Promise<void> {
  const { installation } = w;
  return w.enqueue('learn', [{ installation }], { key: installation, afterSeconds });
}

/**
 * Learns an installation's model from the standing words of its people, and weighs again, a batch at a time, what an
 * earlier model weighed. The same words give the same model and so the same links: a word that is taken back is
 * unlearnt.
 */
export async function learn(
  installation: InstallationId,
  deps: { readonly store: Store; readonly now: Now },
): Promise<void> {
  await deps.store.inside(installation, async (w) => {
    const labels = await w.matching.labels();
    await w.matching.keep(relearn(SHIPPED, labels), labels.length, deps.now());
    const { generation } = await w.matching.learnt();
    const contacts = await w.matching.weighedBefore(generation, BATCH);
    for (const contact of contacts) await w.enqueue('derive', [{ installation, contact }], { key: contact });
    if (contacts.length >= BATCH) await learnSoon(w, BREATH_SECONDS);
  });
}
