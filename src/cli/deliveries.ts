import type { Config } from '../config.ts';
import { DeliveryId } from '../core/ids.ts';
import { openDeliveries } from '../flows/deliveries.ts';
import type { NotAgain } from '../flows/deliveries.ts';
import { openLog } from '../log.ts';
import type { StuckJob } from '../ports/queue.ts';
import type { DeliverySummary } from '../ports/deliveries.ts';
import type { Installation, KeptDelivery } from '../ports/store.ts';
import { openStorage } from '../storage/open.ts';
import type { Storage } from '../storage/open.ts';

interface Options {
  readonly action?: string | undefined;
  readonly id?: string | undefined;
  readonly status?: KeptDelivery['status'];
  readonly limit?: number;
  readonly json?: boolean;
}

/**
 * `kith deliveries`: what the CRMs sent and what became of it, then the work that was given up after its last try;
 * `kith deliveries replay ID` puts either back to work.
 * @returns the exit code: 0, or 2 when nothing of that id can be put back to work.
 */
export async function deliveriesCommand(config: Config, options: Options): Promise<number> {
  const storage = await openStorage({ ...config, log: openLog('error'), join: true });
  try {
    if (options.action === 'replay') return await replay(storage, options.id);
    const deliveries = await list(storage, options);
    const stuck = await storage.stuck.list();
    if (options.json) process.stdout.write(`${JSON.stringify({ deliveries, stuck }, null, 2)}\n`);
    else print(deliveries, stuck);
    return 0;
  } finally {
    await storage.close();
  }
}

async function list(
  { store }: Storage,
  { status, limit = 20 }: Options,
): Promise<readonly DeliverySummary[]> {
  const filter = { limit, ...(status === undefined ? {} : { status }) };
  const installations = await store.installations();
  const lists = await Promise.all(
    installations.map(({ id }: Installation) => store.inside(id, (w) => w.deliveries.list(filter))),
  );
  return lists
    .flat()
    .toSorted((a, b) => b.receivedAt.getTime() - a.receivedAt.getTime())
    .slice(0, limit);
}

const REFUSED: Readonly<Record<NotAgain, string>> = {
  'no such delivery': 'There is no delivery and no stuck work of this id. `kith deliveries` lists both.',
  'not failed': 'It did not fail: what waits is taken in by itself, and what is done takes effect once.',
  emptied: 'What it said is not kept any more, so it cannot be taken in again.',
};

async function replay({ store, stuck }: Storage, id: string | undefined): Promise<number> {
  if (id === undefined) return refuse('Say which: `kith deliveries` lists their ids.');
  if (await stuck.replay(id)) return waits(id);
  const delivery = DeliveryId.safeParse(id);
  const deliveries = openDeliveries({ store, stuck });
  let refused: NotAgain = 'no such delivery';
  for (const { id: installation } of delivery.success ? await store.installations() : []) {
    const came = await deliveries.again(installation, DeliveryId.parse(id));
    if (came === 'waits') return waits(id);
    if (came !== 'no such delivery') refused = came;
  }
  return refuse(REFUSED[refused]);
}

function waits(id: string): number {
  process.stdout.write(`${id} waits to be done again.\n`);
  return 0;
}

function refuse(says: string): number {
  process.stderr.write(`${says}\n`);
  return 2;
}

function print(deliveries: readonly DeliverySummary[], stuck: readonly StuckJob[]): void {
  const lines = deliveries.map((d) =>
    [d.receivedAt.toISOString(), d.status.padEnd(7), d.connector, d.id, d.error ?? ''].join('  ').trimEnd(),
  );
  const given = stuck.map((job) =>
    [job.failedAt.toISOString(), job.name, job.about, job.id, job.error].join('  '),
  );
  const text = [
    lines.length === 0 ? 'No deliveries yet.' : lines.join('\n'),
    given.length === 0
      ? 'No work was given up.'
      : `\nGiven up, \`kith deliveries replay ID\` tries again:\n${given.join('\n')}`,
  ];
  process.stdout.write(`${text.join('\n')}\n`);
}
