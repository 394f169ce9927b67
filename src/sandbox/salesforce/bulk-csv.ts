import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';
import { OrgRefusal } from './refusal.ts';

const Rows = z.array(z.array(z.string()));

/** A table as it was uploaded. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** @throws OrgRefusal InvalidBatch for what is no such table */
export function readTable(csv: Buffer, { delimiter, lineEnding }: Format): Table {
  try {
    const options = { delimiter, recordDelimiter: lineEnding, bom: true, skipEmptyLines: true };
    const [columns = [], ...rows] = Rows.parse(parse(csv, options));
    return { columns, rows };
  } catch (error) {
    throw new OrgRefusal(400, 'InvalidBatch', error instanceof Error ? error.message : 'Failed to parse CSV');
  }
}

export interface Format {
  readonly delimiter: string;
  readonly lineEnding: string;
}

/** Every cell quoted, as the platform answers. */
export function writeTable(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  format: Format,
): string {
  return stringify([[...columns], ...rows.map((row) => [...row])], {
    quoted: true,
    delimiter: format.delimiter,
    record_delimiter: format.lineEnding,
  });
}

/** `#N/A` empties a field, nothing leaves it alone; `Parent__r.External_Id__c` names another record. */
export function recordOf(
  columns: readonly string[],
  cells: readonly string[],
): Readonly<Record<string, unknown>> {
  const record: Record<string, unknown> = {};
  columns.forEach((column, at) => {
    const cell = cells[at] ?? '';
    if (cell === '') return;
    const value = cell === '#N/A' ? null : cell;
    const [relation = '', key] = column.split('.');
    record[relation] = key === undefined ? value : { [key]: value };
  });
  return record;
}
