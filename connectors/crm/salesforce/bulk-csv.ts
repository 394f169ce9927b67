import { stringify } from 'csv-stringify/sync';
import type { Piece } from './pieces.ts';
import type { Value } from './values.ts';

/** Salesforce's sign for "empty this field"; an empty cell leaves it as it is. */
const EMPTIES = '#N/A';
/** Of one job's text: Salesforce takes 100 MB, this is what may stand in memory. In UTF-16 units. */
const JOB_LENGTH = 8_000_000;

/**
 * Pieces of one object as CSV, in texts that one job takes each. The columns are all that any piece has: a writer that
 * takes them from the first row would drop the fields of the others.
 */
export function csvOf(pieces: readonly Piece[], keyColumn: string, length = JOB_LENGTH): readonly string[] {
  const rows = pieces.map((piece) => rowOf(piece, keyColumn));
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const head = textOf([columns]);
  const texts: string[] = [];
  for (const row of rows) {
    const line = textOf([columns.map((column) => row[column] ?? '')]);
    const last = texts.at(-1);
    if (last === undefined || last.length + line.length > length) texts.push(head + line);
    else texts[texts.length - 1] = last + line;
  }
  return texts;
}

function rowOf({ key, values, lookUp }: Piece, keyColumn: string): Readonly<Record<string, string>> {
  const cells = Object.entries(values).map(([name, value]) => [name, cellOf(value)] as const);
  return {
    [keyColumn]: key,
    ...Object.fromEntries(cells),
    ...(lookUp && { [`${lookUp.relation}.${lookUp.field}`]: lookUp.key }),
  };
}

const cellOf = (value: Value) => (value === null ? EMPTIES : String(value));

/** RFC 4180, with line ends as the job states them. */
function textOf(lines: readonly (readonly string[])[]): string {
  return stringify([...lines.map((line) => [...line])], { record_delimiter: 'unix' });
}
