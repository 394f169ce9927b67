import { Failure } from '../core/failure.ts';
import { crmOf } from '../core/ids.ts';
import type { InstallationId } from '../core/ids.ts';
import type { Heard } from '../ports/crm-traffic.ts';
import type { Log, Now, Pause } from '../ports/runtime.ts';
import type { Store } from '../ports/store.ts';

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

export interface Listening {
  stop(): Promise<void>;
}

/** So often it is looked whether there are installations that nobody listens to yet. */
const LOOK_MS = 5_000;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 300_000;
/** The name of an installation's cursor. */
const STREAM = 'crm events';

/**
 * Listens to the CRMs that are listened to. One process does it for all installations; another takes over when that one
 * ends. What is heard goes the way of a webhook delivery, and the position is kept after it: a crash in between hears
 * the same once more, under the same ids.
 */
export function startListening(deps: Deps): Listening {
  const stopping = new AbortController();
  const running = untilStopped(deps, stopping.signal);
  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}

async function untilStopped(deps: Deps, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await deps.store.alone('listening', () => toAll(deps, signal));
    } catch (error) {
      deps.log.warn({ trouble: nameOf(error) }, 'listening.interrupted');
    }
    await deps.pause(LOOK_MS, signal);
  }
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
      const active = (await deps.store.installations()).filter(({ status }) => status === 'active');
      for (const [id, { leaving }] of under) if (!active.some((one) => one.id === id)) leaving.abort();
      for (const { id } of active.filter((one) => !under.has(one.id) && !silent.has(one.id))) {
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
  for (let waitMs = FIRST_WAIT_MS; !signal.aborted;) {
    const heardAt = { any: false };
    try {
      const outcome = await listenOnce(id, deps, signal, heardAt);
      if (outcome === undefined) return false;
      if (outcome === 'lost') await readAllAgain(id, deps);
      // Who loses its place again and again is not read in whole every second.
      if (outcome === 'ended' || heardAt.any) waitMs = FIRST_WAIT_MS;
    } catch (error) {
      if (error instanceof Failure && error.kind === 'unauthorized') return true;
      deps.log.warn({ installation: id, trouble: nameOf(error), waitMs }, 'listening.again');
      if (heardAt.any) waitMs = FIRST_WAIT_MS;
    }
    await deps.pause(waitMs, signal);
    waitMs = Math.min(LONGEST_WAIT_MS, waitMs * 2);
  }
  return true;
}

async function listenOnce(id: InstallationId, deps: Deps, signal: AbortSignal, heardAt: { any: boolean }) {
  const { store, now } = deps;
  const connector = crmOf(id);
  const from = await store.inside(id, (w) => w.cursors.read(STREAM));
  const hear = async (heard: readonly Heard[], position: string) => {
    const receivedAt = now();
    await store.keepDeliveries(heard.map((one) => ({ ...one, installation: id, connector, receivedAt })));
    await store.inside(id, (w) => w.cursors.keep(STREAM, position));
    heardAt.any = true;
  };
  return deps.listen(id, from, hear, signal);
}

/** What happened meanwhile cannot be told any more: all contacts are read again, and whoever is gone is found out. */
async function readAllAgain(id: InstallationId, { store, log }: Deps): Promise<void> {
  log.warn({ installation: id }, 'listening.lost');
  await store.inside(id, async (w) => {
    await w.cursors.forget(STREAM);
    await w.enqueue('import', [{ installation: id }], { key: 'again' });
    await w.enqueue('recheck', [{ installation: id }], { key: 'all' });
  });
}

const nameOf = (error: unknown) =>
  error instanceof Failure ? error.kind : error instanceof Error ? error.name : 'unknown';
