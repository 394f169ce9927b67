import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { parse } from 'csv-parse';
import { buildTable } from '../../core/identity/duplicates/table.ts';
import type { Table } from '../../core/identity/duplicates/table.ts';

/** The header lies in the first bytes of a file. */
const HEAD = 64 * 1024;
const DELIMITERS = [',', ';', '\t', '|'] as const;

/**
 * Reads a CSV file of any columns, a row at a time; the delimiter is found by the header. Rows that are too short miss
 * their last cells, what is beyond the header is left out.
 * @throws Error that names the file, the row where there is one, and the cure.
 */
export async function readRecords(
  file: string,
  told: (share: number) => void = () => undefined,
): Promise<Table> {
  const { size } = await stat(file).catch(() => {
    throw new Error(`${file} cannot be read: there is no such file, or it may not be read by you.`);
  });
  if (size === 0) throw new Error(`${file} is empty: a header and at least two rows are needed.`);
  const delimiter = await delimiterOf(file);
  const stream = createReadStream(file);
  let read = 0;
  stream.on('data', (chunk) => told((read += chunk.length) / size));
  const options = {
    bom: true,
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  };
  const rows = stream.pipe(parse(options)) as AsyncIterable<readonly string[]>;
  let table: ReturnType<typeof buildTable> | undefined;
  try {
    for await (const row of rows) {
      if (table) table.add(row);
      else table = buildTable(row.map((name, at) => name.trim() || `column ${at + 1}`));
    }
  } catch (error) {
    const says = error instanceof Error ? error.message : String(error);
    throw new Error(`${file} is no CSV: ${says}. Save it as CSV (UTF-8) again.`, { cause: error });
  }
  const done = table?.done();
  if (!done || done.rows < 2)
    throw new Error(`${file} holds fewer than two rows below its header: nothing to compare.`);
  return done;
}

async function delimiterOf(file: string): Promise<string> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    const [header = ''] = buffer.toString('utf8', 0, bytesRead).split(/\r?\n/);
    const count = (one: string) => header.split(one).length;
    return DELIMITERS.toSorted((a, b) => count(b) - count(a))[0] ?? ',';
  } finally {
    await handle.close();
  }
}
