import type { InstallationId } from '../../core/ids.ts';
import type { Teach } from '../../ports/own-labels.ts';
import type { Now } from '../../ports/runtime.ts';
import type { Store, Workspace } from '../../ports/store.ts';

export interface TeachDeps {
  readonly store: Store;
  readonly teach: Teach;
  readonly now: Now;
}

/** What would fail again is not tried again by itself: a process that was ended leaves the examples where they are. */
const FAILED = 'Kith itself failed at it; the log says where. Send the examples again.';

/** So many steps of a lesson are kept, for whoever watches it. */
const STEPS = 50;

/** Sees to it that all posts are read by the labels that are in force now, or by none. */
export function relabelAll(w: Workspace, version: string | undefined): Promise<void> {
  const job = { installation: w.installation, ...(version !== undefined && { version }) };
  return w.enqueue('relabel', [job]);
}

/**
 * Learns from the examples that wait, and puts what was learnt in force. Was something else sent in meanwhile, or were the
 * labels taken away, nothing comes of it. Done twice it comes to the same.
 */
export async function teachOwnLabels(installation: InstallationId, deps: TeachDeps): Promise<void> {
  const { store, teach, now } = deps;
  const sent = await store.inside(installation, (w) => w.ownLabels.examples());
  if (!sent) return;
  const learnt = await teach(sent.examples, watched(installation, sent.id, deps)).catch(
    async (error: unknown) => {
      await store.inside(installation, (w) => w.ownLabels.fail(sent.id, FAILED));
      throw error;
    },
  );
  await store.inside(installation, async (w) => {
    const lesson = await w.ownLabels.lesson();
    if (!lesson || !(await w.ownLabels.end(sent.id))) return;
    await w.ownLabels.keep(learnt, lesson.by, now());
    await relabelAll(w, learnt.version);
  });
}

/** Keeps how far a lesson has come. One write at a time: what would wait behind it is told with the next step. */
function watched(installation: InstallationId, lesson: string, { store }: TeachDeps) {
  let kept = 0;
  let writing = false;
  return (share: number): void => {
    const step = Math.floor(share * STEPS);
    if (writing || step <= kept) return;
    kept = step;
    writing = true;
    // Was it not kept, whoever watches sees the next step instead: the work itself does not depend on it.
    void store
      .inside(installation, (w) => w.ownLabels.progress(lesson, step / STEPS))
      .catch(() => false)
      .finally(() => {
        writing = false;
      });
  };
}
