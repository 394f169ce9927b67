import { Worker } from 'node:worker_threads';
import { linkage, RANGE, rangeScorer, scoringOf } from '../../core/identity/duplicates/linkage.ts';
import type { Linkage } from '../../core/identity/duplicates/linkage.ts';
import { clusters } from '../../core/identity/duplicates/clusters.ts';
import type { Grouping } from '../../core/identity/duplicates/clusters.ts';
import { together } from '../../core/identity/duplicates/edges.ts';
import type { Edges } from '../../core/identity/duplicates/edges.ts';
import { inOrder } from '../../core/identity/duplicates/table.ts';
import type { Table } from '../../core/identity/duplicates/table.ts';
import { shared } from './shared-arrays.ts';

/** What a second thread is given: the linkage in shared memory, and the next range that nobody has taken yet. */
export interface Share {
  readonly linkage: Linkage;
  readonly next: Int32Array;
}

export interface Found extends Grouping {
  readonly linkage: Linkage;
  readonly edges: Edges;
  /** `order[n]` is the row of the file that stands at `n` in everything else here. */
  readonly order: Int32Array;
}

/** Below this the second thread takes longer to start than it helps. */
const WORTH_A_THREAD = 10_000;

/**
 * Finds the records of a table that are one person, without a label. Learning takes one thread; candidates are scored
 * on two, which take ranges of records in turn and share all arrays.
 * @param leaving columns that are not to be looked at. @param progress is told the share done.
 */
export async function findDuplicates(
  given: Table,
  leaving: ReadonlySet<string> = new Set(),
  progress: (share: number) => void = () => undefined,
): Promise<Found> {
  const columns = given.columns.filter(({ name }) => !leaving.has(name));
  const { table, order } = inOrder({ rows: given.rows, columns });
  const learnt = linkage(table);
  progress(0.4);
  const edges = await scored(learnt, (share) => progress(0.4 + 0.5 * share));
  progress(0.9);
  return { linkage: learnt, edges, order, ...clusters(table.rows, edges, scoringOf(learnt)) };
}

async function scored(learnt: Linkage, progress: (share: number) => void): Promise<Edges> {
  const { rows } = learnt.encoded;
  if (rows < WORTH_A_THREAD) return rangeScorer(learnt)(0, rows);
  const share: Share = {
    linkage: shared(learnt),
    next: new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)),
  };
  const other = scoredElsewhere(share);
  const own = takeRanges(share, progress);
  return together([...own, ...(await other)]);
}

/** Takes one range after the other until none is left. */
export function takeRanges(
  { linkage: learnt, next }: Share,
  progress?: (share: number) => void,
): readonly Edges[] {
  const { rows } = learnt.encoded;
  const score = rangeScorer(learnt);
  const found: Edges[] = [];
  for (;;) {
    const from = Atomics.add(next, 0, 1) * RANGE;
    if (from >= rows) return found;
    found.push(score(from, Math.min(rows, from + RANGE)));
    progress?.(from / rows);
  }
}

function scoredElsewhere(share: Share): Promise<readonly Edges[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('duplicates-thread.ts', import.meta.url), { workerData: share });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}
