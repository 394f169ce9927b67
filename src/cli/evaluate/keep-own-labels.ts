import { userInfo } from 'node:os';
import type { Config } from '../../config.ts';
import { silenceOf } from '../../core/conversation/own-labels/figures.ts';
import type { OwnLabelFigures } from '../../core/conversation/own-labels/figures.ts';
import { learnable } from '../../core/conversation/own-labels/labelled.ts';
import { learnOwnLabels } from '../../core/conversation/own-labels/learn.ts';
import type { Progress } from '../../core/conversation/classifier/learn.ts';
import type { InstallationId } from '../../core/ids.ts';
import { putInForce, removeFrom } from '../../flows/own-labels/open-own-labels.ts';
import { openLog } from '../../log.ts';
import type { Store } from '../../ports/store.ts';
import { openStorage } from '../../storage/open.ts';
import { digits, timed } from './measure.ts';
import { LABELLED, readLines } from './texts-file.ts';

export interface KeptOwnLabels {
  readonly installation: InstallationId;
  readonly version: string;
  readonly figures: OwnLabelFigures;
  readonly trainSeconds: number;
  /** Why no label is ever said; absent where some are. */
  readonly silent?: string;
}

/**
 * `kith train intent FILE --installation ID`: learns the labels of a file, and has the installation's posts read by them, those
 * that are kept again too, by whatever Kith runs on this database.
 * @throws Error when there is no such installation, or nothing can be learnt from the file; nothing is changed then.
 */
export async function keepOwnLabels(
  file: string,
  named: string,
  store: Store,
  progress: Progress,
): Promise<KeptOwnLabels> {
  const installation = await installationNamed(named, store);
  const examples = learnable(await readLines(file, LABELLED));
  const { result, seconds } = timed(() => learnOwnLabels(examples, progress));
  const by = `${userInfo().username}, on the command line`;
  await store.inside(installation, (w) => putInForce(w, result, by, new Date()));
  const { version, figures } = result;
  const silent = silenceOf(figures);
  const kept = { installation, version, figures, trainSeconds: digits(seconds) };
  return { ...kept, ...(silent !== undefined && { silent }) };
}

/** `kith train intent --remove --installation ID`. @throws Error as above. */
export async function removeOwnLabels(
  named: string,
  store: Store,
): Promise<{ readonly installation: InstallationId; readonly removed: boolean }> {
  const installation = await installationNamed(named, store);
  return { installation, removed: await store.inside(installation, removeFrom) };
}

async function installationNamed(named: string, store: Store): Promise<InstallationId> {
  const all = await store.installations();
  const there = all.find(({ id }) => id === named);
  if (there) return there.id;
  const ids = all.map(({ id }) => id).join(', ');
  throw new Error(`There is no installation ${named}${ids === '' ? '' : `; there are: ${ids}`}.`);
}

/** The store of this machine's configuration, for as long as the work takes. */
export async function withStore<T>(config: Config, work: (store: Store) => Promise<T>): Promise<T> {
  const storage = await openStorage({ ...config, log: openLog('error'), join: true });
  try {
    return await work(storage.store);
  } finally {
    await storage.close();
  }
}
