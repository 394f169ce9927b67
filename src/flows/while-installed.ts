import type { InstallationId } from '../core/ids.ts';
import type { JobName, JobPayload } from '../ports/queue.ts';
import type { Store } from '../ports/store.ts';

type Stations = { readonly [N in JobName]: (job: JobPayload<N>) => Promise<void> };

/** Work that asks networks, or tells the customer's own addresses. */
const OUTWARD = [
  'resolve',
  'understand',
  'refetch',
  'read',
  'mention',
  'deliver',
] as const satisfies JobName[];

const DAY_SECONDS = 86_400;

/** Whether Kith was uninstalled there: then nobody is asked and nobody told, and what is kept waits for its purge. */
export async function hasLeft(store: Pick<Store, 'installations'>, id: InstallationId): Promise<boolean> {
  return (await store.installations()).some((one) => one.id === id && one.status === 'uninstalled');
}

/** The same stations; where Kith was uninstalled outward work waits, and goes on should it be installed again in time. */
export function whileInstalled(all: Stations, store: Store): Stations {
  const waiting = OUTWARD.map((name) => [name, staying(name, all, store)] as const);
  return { ...all, ...Object.fromEntries(waiting) };
}

type Station<N extends JobName> = (job: JobPayload<N>) => Promise<void>;

function staying<N extends JobName>(name: N, all: Stations, store: Store): Station<N> {
  const station: Station<N> = all[name];
  return async (job) => {
    if (!(await hasLeft(store, job.installation))) return station(job);
    await store.inside(job.installation, (w) => w.enqueue(name, [job], { afterSeconds: DAY_SECONDS }));
  };
}
