import { z } from 'zod';
import type { CrmSession } from '../../../src/ports/crm.ts';
import { ask, succeeded } from './talk.ts';
import { read } from './wire.ts';

/** The address of a query may be 16,384 bytes long; half of it is left for what is not the list. */
const LIST_BYTES = 12_000;
/** Salesforce answers so many rows at once. */
export const PAGE = 2_000;

/** A text as SOQL writes it: the backslash first, since what quotes the quote must not be quoted again. */
export function quoted(text: string): string {
  const inside = text
    .replaceAll('\\', String.raw`\\`)
    .replaceAll("'", String.raw`\'`)
    .replaceAll('\n', String.raw`\n`)
    .replaceAll('\r', String.raw`\r`);
  return `'${inside}'`;
}

/** Values in lists that fit into the address of a query, at most `most` in each. */
export function listsOf(values: readonly string[], most: number): readonly (readonly string[])[] {
  const lists: string[][] = [];
  let bytes = 0;
  for (const value of values) {
    const own = encodeURIComponent(`${quoted(value)},`).length;
    const last = lists.at(-1);
    if (last === undefined || last.length >= most || bytes + own > LIST_BYTES) {
      lists.push([value]);
      bytes = own;
    } else {
      last.push(value);
      bytes += own;
    }
  }
  return lists;
}

export const among = (values: readonly string[]) => `(${values.map(quoted).join(',')})`;

/**
 * The rows that a query finds, at most a page of them; `done` says whether there are no more.
 * @throws Failure `rejected` with the code of a refusal, `malformed` for rows that are none of `row`
 */
export async function query<T extends z.ZodType>(
  session: CrmSession,
  what: string,
  soql: string,
  row: T,
): Promise<{ readonly records: readonly z.output<T>[]; readonly done: boolean }> {
  return page(session, what, pathOf(soql), row);
}

/** All rows that a query finds, however many pages they fill. A call for each. @throws Failure as `query` does */
export async function queryAll<T extends z.ZodType>(
  session: CrmSession,
  what: string,
  soql: string,
  row: T,
): Promise<readonly z.output<T>[]> {
  const all: z.output<T>[] = [];
  for (let path: string | undefined = pathOf(soql); path !== undefined;) {
    const { records, nextRecordsUrl }: Page<T> = await page(session, what, path, row);
    all.push(...records);
    path = nextRecordsUrl?.replace(BELOW, '');
  }
  return all;
}

const pathOf = (soql: string) => `/query?q=${encodeURIComponent(soql)}`;
/** Where the next page is stands there from the root on. */
const BELOW = /^\/services\/data\/v[\d.]+/;

interface Page<T extends z.ZodType> {
  readonly records: readonly z.output<T>[];
  readonly done: boolean;
  readonly nextRecordsUrl?: string | null | undefined;
}

async function page<T extends z.ZodType>(
  session: CrmSession,
  what: string,
  path: string,
  row: T,
): Promise<Page<T>> {
  const reply = await ask(session, { method: 'GET', path });
  const answer = z.object({ records: z.array(row), done: z.boolean(), nextRecordsUrl: z.string().nullish() });
  return read(answer, what, succeeded(reply, `to read ${what}`));
}
