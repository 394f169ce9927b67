import { parse } from 'csv-parse/sync';
import type { CsvError } from 'csv-parse/sync';

/** A row that could be read, or why it could not. `line` counts from 1; a row over several lines has its last. */
export type Row =
  | { readonly line: number; readonly cells: readonly string[] }
  | { readonly line: number; readonly problem: string };

const QUOTES = 'a quotation mark is never closed, or stands inside a value without being doubled';
/** A value may run over so many lines; a quotation mark that is open for longer was never closed. */
const LONGEST_VALUE = 200;

/**
 * The rows of a CSV text, the header first, empty lines left out. A row that cannot be read costs only itself: when
 * quotation marks are wrong, reading starts again on the line after it.
 */
export function readRows(text: string, delimiter: string): readonly Row[] {
  const whole = parseRows(text, delimiter);
  return whole.some((row) => 'problem' in row && row.problem === QUOTES)
    ? lineByLine(text, delimiter)
    : whole;
}

interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** `lenient`: a mark inside a value (`Jo "Joey" Park`) is kept as it stands. */
function parseRows(text: string, delimiter: string, firstLine = 1, lenient = false): readonly Row[] {
  const rows: Row[] = [];
  const parsed = parse(text, {
    delimiter,
    info: true,
    relax_column_count: true,
    relax_quotes: lenient,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip: (error: CsvError | undefined) => {
      rows.push({ line: Number(error?.['lines'] ?? 1) + firstLine - 1, problem: QUOTES });
      return undefined;
    },
  }) as unknown as readonly Parsed[];
  for (const { record, info } of parsed) rows.push({ line: info.lines + firstLine - 1, cells: record });
  return rows
    .filter((row) => 'problem' in row || row.cells.some((cell) => cell.trim() !== ''))
    .toSorted((a, b) => a.line - b.line);
}

/** Slower, and sure to find the next good row. */
function lineByLine(text: string, delimiter: string): readonly Row[] {
  const lines = text.split(/\r\n|\n|\r/);
  const rows: Row[] = [];
  let columns: number | undefined;
  for (let at = 0; at < lines.length; at++) {
    const end = closingLine(lines, at);
    const read = parseRows(lines.slice(at, end + 1).join('\n'), delimiter, at + 1, end === at);
    const good =
      read.length <= 1 && read.every((r) => 'cells' in r && r.cells.length <= (columns ?? Infinity));
    if (good) {
      const first = read[0];
      if (first && 'cells' in first) columns ??= first.cells.length;
      rows.push(...read);
      at = end;
    } else rows.push(...brokenAt(read, at + 1, end === at));
  }
  return rows;
}

/** A line that is whole by itself keeps its own reading (too many columns is told later); else only it is given up. */
function brokenAt(read: readonly Row[], line: number, single: boolean): readonly Row[] {
  return single && read.every((row) => 'cells' in row) ? read : [{ line, problem: QUOTES }];
}

/** Where the quotation marks that open on a line are closed; the line itself when they are not within reach. */
function closingLine(lines: readonly string[], start: number): number {
  let marks = 0;
  for (let at = start; at < Math.min(lines.length, start + LONGEST_VALUE); at++) {
    marks += (lines[at] ?? '').split('"').length - 1;
    if (marks % 2 === 0) return at;
  }
  return start;
}
