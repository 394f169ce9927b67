import { Failure } from '../core/failure.ts';
import { crmOf } from '../core/ids.ts';
import type { InstallationId } from '../core/ids.ts';
import type { Heard } from '../ports/crm-traffic.ts';
import type { Log, Now, Pause } from '../ports/runtime.ts';
import type { Store } from '../ports/store.ts';
import { again } from './again.ts';
import type { Attempt } from './again.ts';
import { LOOK_MS, startAlone } from './alone.ts';
import type { Listening } from './alone.ts';

export type { Listening } from './alone.ts';

interface Deps {
  readonly store: Pick<Store, 'installations' | 'inside' | 'keepDeliveries' | 'alone'>;
  /** As `Sessions.listen`: undefined for an installation whose CRM calls us instead. */
  readonly listen: (
    installation: InstallationId,
    from: string | undefined,
    hear: (heard: readonly Heard[], position: string) => Promise<void>,
    signal: AbortSignal,
  ) => Promise<'ended' | 'lost' | undefined>;
  readonly now: Now;
  readonly pause: Pause;
  readonly log: Log;
}

/** The name of an installation's cursor. */
const STREAM = 'crm events';

/**
 * Listens to the CRMs that are listened to. One process does it for all installations; another takes over when that one
 * ends. What is heard goes the way of a webhook delivery, and the position is kept after it: a crash in between hears
 * the same once more, under the same ids.
 */
export function startListening(deps: Deps): Listening {
  return startAlone('listening', (signal) => toAll(deps, signal), deps);
}

/** Installations come and go while this goes on: where Kith is no longer installed it hangs up. */
async function toAll(deps: Deps, signal: AbortSignal): Promise<void> {
  const under = new Map<
    InstallationId,
    { readonly leaving: AbortController; readonly ended: Promise<void> }
  >();
  const silent = new Set<InstallationId>();
  const untilSilent = async (id: InstallationId, until: AbortSignal) => {
    if (!(await toOne(id, deps, until))) silent.add(id);
    under.delete(id);
  };
  try {
    while (!signal.aborted) {
      // Who ended while this is looked up may have been uninstalled since: the next look knows.
      const before = new Set(under.keys());
      const active = (await deps.store.installations()).filter(({ status }) => status === 'active');
      for (const [id, { leaving }] of under) if (!active.some((one) => one.id === id)) leaving.abort();
      for (const { id } of active.filter((one) => !before.has(one.id) && !silent.has(one.id))) {
        const leaving = new AbortController();
        const ended = untilSilent(id, AbortSignal.any([signal, leaving.signal]));
        under.set(id, { leaving, ended });
      }
      await deps.pause(LOOK_MS, signal);
    }
  } finally {
    // The look itself may have failed: who listens must hang up, or nobody would ever look again.
    for (const { leaving } of under.values()) leaving.abort();
    await Promise.all(under.values().map(({ ended }) => ended));
  }
}

/** Until Kith is uninstalled there, or is refused. @returns whether there is ever anything to hear: not where the CRM calls us. */
async function toOne(id: InstallationId, deps: Deps, signal: AbortSignal): Promise<boolean> {
  let isTold = true;
  const attempt: Attempt = async (wentWell) => {
    try {
      const outcome = await listenOnce(id, deps, signal, wentWell);
      isTold = outcome !== undefined;
      if (outcome === 'lost') await readAllAgain(id, deps);
      // Who loses its place again and again is not read in whole every second.
      if (outcome === 'ended') wentWell();
      return isTold ? 'again' : 'over';
    } catch (error) {
      if (error instanceof Failure && error.kind === 'unauthorized') return 'over';
      throw error;
    }
  };
  await again({ installation: id }, attempt, deps, signal);
  return isTold;
}

async function listenOnce(id: InstallationId, deps: Deps, signal: AbortSignal, wentWell: () => void) {
  const { store, now } = deps;
  const connector = crmOf(id);
  const from = await store.inside(id, (w) => w.cursors.read(STREAM));
  // A signal that is aborted already tells nobody so any more.
  if (signal.aborted) return 'ended';
  const hear = async (heard: readonly Heard[], position: string) => {
    const receivedAt = now();
    await store.keepDeliveries(heard.map((one) => ({ ...one, installation: id, connector, receivedAt })));
    await store.inside(id, (w) => w.cursors.keep(STREAM, position));
    wentWell();
  };
  return deps.listen(id, from, hear, signal);
}

/** What happened meanwhile cannot be told any more: all contacts are read again, and whoever is gone is found out. */
async function readAllAgain(id: InstallationId, { store, log }: Deps): Promise<void> {
  log.warn({ installation: id }, 'listening.lost');
  await store.inside(id, async (w) => {
    const since = await w.cursors.keptAt(STREAM);
    await w.cursors.forget(STREAM);
    await w.enqueue('import', [{ installation: id }], { key: 'again' });
    const untold = since && { since: since.toISOString() };
    await w.enqueue('recheck', [{ installation: id, ...untold }], { key: 'all' });
  });
}
