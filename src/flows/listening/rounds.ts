import type { Workspace } from '../../ports/store.ts';

/** The next round of listening; of several that are wished for, one comes. */
export async function listenIn(w: Workspace, afterSeconds: number): Promise<void> {
  await w.enqueue('listen', [{ installation: w.installation }], { key: 'listen', afterSeconds });
}

/** A round at once, whatever waits for its hour. */
export async function listenNow(w: Workspace): Promise<void> {
  await w.enqueue('listen', [{ installation: w.installation }], { key: 'listen now' });
}
