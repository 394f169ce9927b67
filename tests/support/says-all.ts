import { RecordAnswer } from '../../src/http/shapes.ts';
import { FULL } from './full-record.ts';
import { changedAt, leavesOf } from './leaves.ts';

/** Who is not linked is drawn as those who are; that the list is drawn at all is seen by one thing of it. */
const DRAWN_ALIKE = /^(suggestions|refused)\[\]\.(?!handle$)/;

/** Every end of the record that a panel may read, with the records that differ in it from the one that says everything. */
export const VARIANTS = leavesOf(RecordAnswer)
  .filter(({ path }) => !DRAWN_ALIKE.test(path))
  .map((leaf) => ({ path: leaf.path, records: changedAt(FULL, leaf, RecordAnswer) }));

/**
 * What a panel leaves out: the ends of the record that may say something else without a change of what it shows.
 * @param look what the panel shows of a record, all of it: words, addresses, what is behind folds
 */
export async function leftOutBy(look: (record: RecordAnswer) => Promise<string>): Promise<readonly string[]> {
  const shown = await look(FULL);
  const out: string[] = [];
  for (const { path, records } of VARIANTS) {
    let differs = false;
    for (const record of records) differs ||= (await look(record)) !== shown;
    if (!differs) out.push(path);
  }
  return out;
}
