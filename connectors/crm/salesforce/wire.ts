import { z } from 'zod';
import type { Contact } from '../../../src/core/contact.ts';
import { Failure } from '../../../src/core/failure.ts';
import { ContactId } from '../../../src/core/ids.ts';
import { handlesOf } from './handles.ts';
import { WireTrouble } from './refusals.ts';

/** Their words in ours. @throws Failure `malformed` naming what was read and where it differs, without its values. */
export function read<T extends z.ZodType>(schema: T, what: string, raw: unknown): z.output<T> {
  const result = schema.safeParse(raw);
  if (result.success) return result.data;
  const where = result.error.issues.slice(0, 3).map((issue) => issue.path.join('.') || 'the whole');
  throw new Failure('malformed', `Salesforce answered ${what} in an unknown shape (at ${where.join(', ')})`);
}

/** Salesforce writes `2026-11-22T10:00:00.000+0000`. */
export const Moment = z.string().transform((text, context) => {
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) context.addIssue({ code: 'custom', message: 'is no moment' });
  return at;
});

/** What became of one record of a collection. */
export const SavedRecord = z.object({
  id: z.string().nullish(),
  success: z.boolean(),
  errors: z.array(WireTrouble).default([]),
});
export type SavedRecord = z.output<typeof SavedRecord>;

export const Id = z.string().regex(/^[a-zA-Z0-9]{18}$/);
export const IdRow = z.object({ Id });

/** Whatever was asked of a record beside its id. */
export const Row = z.looseObject({ Id });
export type Row = z.output<typeof Row>;

/** A row of a Contact or a Lead. `handles` names the fields in which people keep addresses. */
export function toContact(row: Row, handles: readonly string[]): Contact {
  const value = (path: string) => valueAt(row, path);
  const joined = (separator: string, ...paths: string[]) =>
    paths.flatMap((path) => value(path) ?? []).join(separator) || undefined;
  const some = (entries: Record<string, string | undefined>) =>
    Object.fromEntries(
      Object.entries(entries).filter((one): one is [string, string] => one[1] !== undefined),
    );
  const own = value('Company') ?? (row['IsPersonAccount'] === true ? undefined : value('Account.Name'));
  return {
    id: ContactId.parse(row.Id),
    ...some({
      name: joined(' ', 'FirstName', 'LastName'),
      company: own,
      title: value('Title'),
      location:
        joined(', ', 'MailingCity', 'MailingState', 'MailingCountry') ??
        joined(', ', 'City', 'State', 'Country'),
      website: value('Website') ?? value('Account.Website'),
    }),
    emails: distinct(['Email'].map(value)),
    phones: distinct(['Phone', 'MobilePhone'].map(value)),
    handles: handlesOf(handles, value),
    changedAt: read(Moment, 'when a record was changed', row['SystemModstamp']),
  };
}

/** What stands at `Name` or `Account.Name`, as a text; what is empty is undefined. */
export function valueAt(row: Readonly<Record<string, unknown>>, path: string): string | undefined {
  const [first = '', ...rest] = path.split('.');
  const there = row[first];
  if (rest.length > 0) {
    const parent = z.record(z.string(), z.unknown()).safeParse(there).data;
    return parent && valueAt(parent, rest.join('.'));
  }
  return typeof there === 'object' || there === undefined ? undefined : String(there).trim() || undefined;
}

function distinct(values: readonly (string | undefined)[]): string[] {
  return [...new Set(values.flatMap((value) => value ?? []))];
}
