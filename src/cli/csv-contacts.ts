import { Contact } from '../core/contact.ts';
import { ContactId } from '../core/ids.ts';
import { readColumns } from './csv-columns.ts';
import type { Column, Field, NetworkName } from './csv-columns.ts';
import { readRows } from './csv-rows.ts';
import type { Row } from './csv-rows.ts';
import { readText } from './csv-text.ts';
import { Unusable } from './unusable.ts';

/** A row that was left out or changed, and why. The text quotes no cell. */
export interface RowProblem {
  /** Counts from 1; the header usually stands on line 1. */
  readonly line: number;
  readonly says: string;
  readonly skipped: boolean;
}

export interface ReadContacts {
  readonly contacts: readonly Contact[];
  readonly problems: readonly RowProblem[];
  /** Headers that Kith has no use for. */
  readonly ignoredColumns: readonly string[];
}

const DELIMITERS = [',', ';', '\t', '|'] as const;
/** One of these is needed: the others only help to tell people apart. */
const SEARCHABLE: readonly Field[] = ['name', 'first name', 'last name', 'email', 'website', 'handles'];

/**
 * Contacts from a CSV file as a CRM or a spreadsheet exports it. Delimiter and encoding are detected, column names
 * are matched loosely, columns about one of `networks` count as handles. A row without an id is called `row-N`, N
 * counting the rows below the header from 1.
 * @throws Unusable when the file is no text, has no contact in it, or no column to look for people by.
 */
export function readContacts(bytes: Buffer, networks: readonly NetworkName[] = []): ReadContacts {
  const text = readText(bytes);
  const [header, ...rows] = readTable(text, networks);
  const names = header && 'cells' in header ? header.cells.map((name) => name.trim()) : [];
  const columns = readColumns(names, networks);
  if (!columns.some(({ field }) => SEARCHABLE.includes(field))) throw new Unusable(noUsableColumn(names));
  if (rows.length === 0) throw new Unusable('the file has a header and no contacts below it');
  const used = new Map<string, number>();
  const read = rows.map((row, index) => readRow(row, index + 1, { names, columns, used }));
  return {
    contacts: read.flatMap(({ contact }) => contact ?? []),
    problems: read.flatMap(({ problem }) => problem ?? []),
    ignoredColumns: names.filter((name, at) => name !== '' && !columns.some((column) => column.at === at)),
  };
}

/** With the delimiter that makes the most sense of the header; `sep=;` as Excel writes it decides at once. */
function readTable(text: string, networks: readonly NetworkName[]): readonly Row[] {
  const told = /^sep=(.)\r?\n/i.exec(text);
  if (told?.[1]) {
    const rows = readRows(text.slice(told[0].length), told[1]);
    return rows.map((row) => ({ ...row, line: row.line + 1 }));
  }
  const start =
    text
      .slice(0, 20_000)
      .trimStart()
      .split(/\r\n|\n|\r/, 1)[0] ?? '';
  const sense = DELIMITERS.map((delimiter) => {
    const [header] = readRows(start, delimiter);
    const cells = header && 'cells' in header ? header.cells : [];
    return { delimiter, sense: readColumns(cells, networks).length * 1000 + cells.length };
  });
  const best = sense.reduce((a, b) => (b.sense > a.sense ? b : a));
  return readRows(text, best.delimiter);
}

interface Table {
  readonly names: readonly string[];
  readonly columns: readonly Column[];
  /** Ids so far and the lines they stand on. */
  readonly used: Map<string, number>;
}

function readRow(row: Row, number: number, table: Table): { contact?: Contact; problem?: RowProblem } {
  const { line } = row;
  if ('problem' in row) return { problem: { line, says: row.problem, skipped: true } };
  const extra = row.cells.slice(table.names.length).some((cell) => cell.trim() !== '');
  if (extra) {
    const says = `${row.cells.length} values for ${table.names.length} columns: a value that holds the separator needs quotation marks around it`;
    return { problem: { line, says, skipped: true } };
  }
  const stated = valuesOf(row.cells, table.columns, 'id')[0];
  const clash = stated === undefined ? undefined : clashOf(stated, table.used);
  const id = stated === undefined || clash ? freeId(`row-${number}`, table.used) : stated;
  table.used.set(id, line);
  const contact = contactOf(id, row.cells, table.columns);
  return clash
    ? { contact, problem: { line, says: `${clash}; the contact is called ${id} here`, skipped: false } }
    : { contact };
}

function clashOf(id: string, used: ReadonlyMap<string, number>): string | undefined {
  if (!ContactId.safeParse(id).success) return 'the id is longer than 120 characters';
  const before = used.get(id);
  return before === undefined ? undefined : `the id stands on line ${before} already`;
}

function freeId(wanted: string, used: ReadonlyMap<string, number>): string {
  return used.has(wanted) ? freeId(`${wanted}-again`, used) : wanted;
}

function contactOf(id: string, cells: readonly string[], columns: readonly Column[]): Contact {
  const all = (field: Field) => valuesOf(cells, columns, field);
  const joined = (fields: readonly Field[], by: string) => fields.flatMap((f) => all(f)[0] ?? []).join(by);
  return Contact.parse({
    id,
    name: all('name')[0] ?? (joined(['first name', 'last name'], ' ') || undefined),
    emails: all('email').flatMap((cell) => cell.split(/[\s,;]+/).filter((part) => part.includes('@'))),
    phones: all('phone').flatMap((cell) => cell.split(/\s*[;|]\s*/).filter(Boolean)),
    company: all('company')[0],
    title: all('title')[0],
    location: all('location')[0] ?? (joined(['city', 'state', 'country'], ', ') || undefined),
    website: all('website')[0],
    handles: handlesOf(cells, columns),
    changedAt: new Date(0), // a file does not say when; the oldest there is never wins over what a CRM says
  });
}

function handlesOf(cells: readonly string[], columns: readonly Column[]): readonly string[] {
  const handles = columns
    .filter(({ field }) => field === 'handles')
    .flatMap(({ at, network }) => {
      const parts = (cells[at] ?? '').split(/[\s;,]+/).filter(Boolean);
      return parts.map((part) =>
        network === undefined || isAddress(part) ? part : `${network}:${bare(part)}`,
      );
    });
  return [...new Set(handles)];
}

/** A URL, a host with a path (`github.com/ada`), or already `network:handle`. */
function isAddress(part: string): boolean {
  return /^[a-z][a-z0-9+.-]*:./i.test(part) || /^[\w-]+(\.[\w-]+)+\//.test(part);
}

function bare(handle: string): string {
  return handle.replace(/^@/, '');
}

function valuesOf(cells: readonly string[], columns: readonly Column[], field: Field): readonly string[] {
  return columns
    .filter((column) => column.field === field)
    .map(({ at }) => (cells[at] ?? '').replaceAll(/\s+/g, ' ').trim())
    .filter(Boolean);
}

function noUsableColumn(names: readonly string[]): string {
  const shown = names.slice(0, 12).map((name) => `"${name.slice(0, 40)}"`);
  const more = names.length > shown.length ? ` and ${names.length - shown.length} more` : '';
  return `no column to look for people by: found ${shown.join(', ') || 'no header'}${more}; the first line must name at least one of name (or First Name and Last Name), email, website, handles`;
}
