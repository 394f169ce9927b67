import type { Workspace } from '../../ports/store.ts';

/** The next round of listening; of several that are wished for, one comes. */
export async function listenIn(w: Workspace, afterSeconds: number): Promise<void> {
  await w.enqueue('listen', [{ installation: w.installation }], { key: 'listen', afterSeconds });
}

/** Whom a rule adds to the CRM is decided again. */
export async function gatherNow(w: Workspace, rule: string): Promise<void> {
  await w.enqueue('gather', [{ installation: w.installation, rule }], { key: rule });
}

/** A round at once, whatever waits for its hour. */
export async function listenNow(w: Workspace): Promise<void> {
  await w.enqueue('listen', [{ installation: w.installation }], { key: 'listen now' });
}
