import { CsvError, parse } from 'csv-parse/sync';
import type { Example } from '../classifier/learn.ts';
import { Labelled, LIMITS, Unlearnable } from './labelled.ts';

/**
 * The examples in a file of JSON lines or CSV, in UTF-8: of each line a text and its label. Which of the two it is shows in
 * the first character.
 * @throws Unlearnable that names the line at fault and the cure; it quotes nothing of the file.
 */
export function labelledIn(bytes: Uint8Array): readonly Example[] {
  if (bytes.byteLength > LIMITS.bytes)
    throw new Unlearnable(`The file is larger than ${LIMITS.bytes / 1e6} MB: leave out what is alike.`);
  const text = textIn(bytes);
  if (text.trim() === '') throw new Unlearnable('The file is empty: it needs a line for each example.');
  const examples = /^\s*[{[]/.test(text) ? jsonLines(text) : csvRows(text);
  if (examples.length === 0) throw new Unlearnable('The file has a header and no example under it.');
  return examples;
}

function textIn(bytes: Uint8Array): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text;
  } catch {
    // Guessing an encoding would teach words that nobody writes.
  }
  throw new Unlearnable('The file is no text in UTF-8: save it as “CSV UTF-8”, or as JSON lines in UTF-8.');
}

function jsonLines(text: string): readonly Example[] {
  return text.split(/\r\n|\n|\r/).flatMap((line, at) => {
    if (line.trim() === '') return [];
    const read = Labelled.safeParse(jsonIn(line));
    if (read.success) return [read.data];
    throw new Unlearnable(`Line ${at + 1} is not {"text": "…", "label": "…"} with both filled in.`);
  });
}

function jsonIn(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

const MISSING = 'The first line must name the columns “text” and “label”; they may stand among others.';

function csvRows(text: string): readonly Example[] {
  const rows = rowsIn(text);
  return rows.map(({ record, info }) => {
    const read = Labelled.safeParse(record);
    if (read.success) return read.data;
    throw new Unlearnable(`Line ${info.lines} has no text or no label, or a label of over 80 characters.`);
  });
}

interface Row {
  readonly record: Readonly<Record<string, string>>;
  readonly info: { readonly lines: number };
}

function rowsIn(text: string): readonly Row[] {
  const header = text.split(/[\r\n]/, 1)[0] ?? '';
  const [delimiter = ','] = [',', ';', '\t'].toSorted(
    (a, b) => header.split(b).length - header.split(a).length,
  );
  try {
    return parse(text, {
      ...{ delimiter, info: true, skip_empty_lines: true, relax_column_count: true, trim: true },
      columns: (names: string[]) => named(names),
    }) as unknown as readonly Row[];
  } catch (error) {
    if (error instanceof CsvError)
      throw new Unlearnable(
        `Line ${Number(error['lines'] ?? 1)} cannot be read: a quotation mark is not closed, or not doubled inside a value.`,
      );
    throw error;
  }
}

function named(names: readonly string[]): string[] {
  const plain = names.map((name) => name.toLowerCase().trim());
  if (!plain.includes('text') || !plain.includes('label')) throw new Unlearnable(MISSING);
  return plain;
}
