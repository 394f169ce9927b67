import { z } from 'zod';
import { Failure } from '../../../src/core/failure.ts';
import { isIdentity } from '../../../src/core/governance/check-mappings.ts';

/** What Kith calls itself in `Sforce-Call-Options`: a change of its own comes back with it. */
export const CLIENT_NAME = 'kith';

/** The last moment a date can hold. */
const END_OF_TIME = 8.64e15;
const Names = z.array(z.string());
const Header = z.object({
  entityName: z.string(),
  recordIds: Names,
  changeType: z.string(),
  changeOrigin: z.string().nullish(),
  commitTimestamp: z
    .union([z.number(), z.bigint()])
    .transform(Number)
    .pipe(z.number().min(0).max(END_OF_TIME)),
  changedFields: Names,
  nulledFields: Names,
  diffFields: Names,
});
const WireEvent = z.object({
  replayId: z.number().int().nonnegative(),
  payload: z.looseObject({
    ChangeEventHeader: Header,
    ConvertedContactId: z.string().nullish().catch(undefined),
  }),
});

/** A change of records, as far as Kith reads it: which ones, what changed, and to what. */
export interface Change {
  readonly topic: string;
  readonly replayId: number;
  readonly entity: string;
  readonly change: 'CREATE' | 'UPDATE' | 'DELETE' | 'UNDELETE';
  readonly ids: readonly string[];
  readonly at: Date;
  /** API names of the record's fields; empty where the platform does not say. */
  readonly fields: readonly string[];
  /** By their names, as texts; `null`: emptied. Nothing of who somebody is, which Kith writes nowhere. */
  readonly values: Readonly<Record<string, string | null>>;
  /** The platform could not say what changed. */
  readonly gap: boolean;
  /** The platform could not even say which records changed. */
  readonly overflow: boolean;
  /** Kith wrote this itself. */
  readonly own: boolean;
  /** Of a lead: the contact that it became. */
  readonly convertedTo?: string;
}

/** @throws Failure `malformed` when the platform changed its format. */
export function readChange(topic: string, event: unknown): Change {
  const parsed = WireEvent.safeParse(event);
  if (!parsed.success) {
    throw new Failure('malformed', `Salesforce tells what happens on ${topic} in a shape we do not know`);
  }
  const { replayId, payload } = parsed.data;
  const header = payload.ChangeEventHeader;
  const gap = header.changeType.startsWith('GAP_');
  const names = [...header.changedFields, ...header.nulledFields, ...header.diffFields];
  return {
    topic,
    replayId,
    entity: header.entityName,
    change: changeOf(header.changeType.replace('GAP_', '')),
    ids: header.recordIds,
    at: new Date(header.commitTimestamp),
    fields: [...new Set(names.map(apiName))],
    values: gap ? {} : valuesIn(payload, header),
    gap,
    overflow: header.changeType === 'GAP_OVERFLOW',
    own: !gap && (header.changeOrigin ?? '').endsWith(`;client=${CLIENT_NAME}`),
    ...(payload.ConvertedContactId && { convertedTo: payload.ConvertedContactId }),
  };
}

/** A large text is told as a difference, from which its value cannot be known; so is what is no text, number or truth. */
function valuesIn(
  payload: Readonly<Record<string, unknown>>,
  { changedFields, nulledFields, diffFields }: z.output<typeof Header>,
): Readonly<Record<string, string | null>> {
  const nulled = new Set(nulledFields);
  const told = [...new Set([...changedFields, ...nulledFields])].filter((name) => !diffFields.includes(name));
  return Object.fromEntries(
    told.flatMap((name) => {
      const [field, value] = [apiName(name), nulled.has(name) ? null : plain(at(payload, name))];
      return value === undefined || isIdentity(field) ? [] : [[field, value] as const];
    }),
  );
}

/** What stands at `Title`, or at `MailingAddress.City`. */
function at(payload: Readonly<Record<string, unknown>>, name: string): unknown {
  const [whole = '', part] = name.split('.');
  const there = payload[whole];
  if (part === undefined) return there;
  // Avro makes an object of a class of its own, which is no plain record.
  return typeof there === 'object' && there !== null
    ? Object.entries(there).find(([key]) => key === part)?.[1]
    : undefined;
}

function plain(value: unknown): string | null | undefined {
  if (value === null || value === '') return null;
  return ['string', 'number', 'bigint', 'boolean'].includes(typeof value) ? String(value) : undefined;
}

/** A kind we do not know has changed something: the record is read again. */
function changeOf(word: string): Change['change'] {
  return word === 'CREATE' || word === 'DELETE' || word === 'UNDELETE' ? word : 'UPDATE';
}

/** `Name.FirstName` is the field FirstName of the record, `MailingAddress.City` its MailingCity. */
function apiName(name: string): string {
  const [whole = '', part] = name.split('.');
  if (part === undefined) return name;
  return whole.endsWith('Address') ? whole.replace(/Address$/, '') + part : part;
}
