import { learnable } from '../../core/conversation/own-labels/labelled.ts';
import { labelledIn } from '../../core/conversation/own-labels/labelled-file.ts';
import type { LearntLabels } from '../../core/conversation/own-labels/learn.ts';
import type { InstallationId } from '../../core/ids.ts';
import type { Lesson, TaughtLabels } from '../../ports/own-labels.ts';
import type { Now } from '../../ports/runtime.ts';
import type { Store, Workspace } from '../../ports/store.ts';
import { relabelAll } from './teach.ts';

interface Deps {
  readonly store: Store;
  readonly now: Now;
}

/** What an installation taught, and what it is teaching. */
export interface OwnLabelsOverview {
  readonly taught?: TaughtLabels;
  readonly lesson?: Lesson;
}

/** What an admin does with the account's own labels. */
export interface OwnLabelling {
  overview(at: InstallationId): Promise<OwnLabelsOverview>;
  /**
   * Takes examples in, as JSON lines or CSV; they are learnt by and by, and until then the former labels are told.
   * @throws Unlearnable when nothing can be learnt from them; nothing is changed then.
   */
  send(at: InstallationId, file: Uint8Array, by: string): Promise<OwnLabelsOverview>;
  /** Forgets what was taught and what is being learnt. @returns false when there was neither. */
  remove(at: InstallationId): Promise<boolean>;
}

export function openOwnLabels({ store, now }: Deps): OwnLabelling {
  return {
    overview: (at) => store.inside(at, overviewOf),
    send: async (at, file, by) => {
      const examples = learnable(labelledIn(file));
      return store.inside(at, async (w) => {
        await w.ownLabels.begin(examples, by, now());
        await w.enqueue('teach', [{ installation: at }], { key: at });
        return overviewOf(w);
      });
    },
    remove: (at) => store.inside(at, removeFrom),
  };
}

async function overviewOf(w: Workspace): Promise<OwnLabelsOverview> {
  const taught = await w.ownLabels.taught();
  const lesson = await w.ownLabels.lesson();
  return { ...(taught && { taught }), ...(lesson && { lesson }) };
}

/** Forgets what was taught. @returns false when there was nothing. */
export async function removeFrom(w: Workspace): Promise<boolean> {
  const removed = await w.ownLabels.remove();
  if (removed) await relabelAll(w, undefined);
  return removed;
}

/** Puts labels in force that were learnt elsewhere; what is being learnt comes to nothing. */
export async function putInForce(w: Workspace, learnt: LearntLabels, by: string, at: Date): Promise<void> {
  await w.ownLabels.remove();
  await w.ownLabels.keep(learnt, by, at);
  await relabelAll(w, learnt.version);
}
