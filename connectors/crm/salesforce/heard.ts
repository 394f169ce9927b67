import { z } from 'zod';
import { isIdentity } from '../../../src/core/governance/check-mappings.ts';
import { ContactId } from '../../../src/core/ids.ts';
import type { CrmEvent } from '../../../src/ports/crm.ts';
import { Id, Moment, read } from './wire.ts';

/** One change, as `listen` tells it. */
const Told = z.object({
  id: z.string().min(1).max(300),
  entity: z.string(),
  change: z.string(),
  ids: z.array(Id),
  at: Moment,
  /** Names of what changed; nothing where Salesforce does not say. */
  fields: z.array(z.string()).default([]),
  values: z.record(z.string(), z.string().nullable()).default({}),
  gap: z.boolean().default(false),
  /** The record that stays after a merge. */
  into: Id.pipe(ContactId).optional(),
  /** The contact that a lead became. */
  convertedTo: Id.pipe(ContactId).optional(),
});
type Told = z.output<typeof Told>;
const Body = z.object({ org: z.string(), events: z.array(Told) });

const PERSONS: ReadonlySet<string> = new Set(['Contact', 'Lead']);
/** What the platform touches along with every change. */
const STAMPS: ReadonlySet<string> = new Set(['LastModifiedDate', 'LastModifiedById', 'SystemModstamp']);
const OURS = /^(kith__)?Kith_\w+__p?c$/;

/**
 * What was heard of contacts and leads, an event for each record. A change of Kith's own fields alone says nothing,
 * whoever made it. @throws Failure `malformed` when the format changed
 */
export function events(body: Buffer): readonly CrmEvent[] {
  const { events: told } = read(Body, 'what happened', parse(body));
  return told.filter((one) => PERSONS.has(one.entity) && !isOurs(one)).flatMap(eventsOf);
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

function isOurs({ change, fields }: Told): boolean {
  const others = fields.filter((name) => !STAMPS.has(name));
  return change.endsWith('UPDATE') && others.length > 0 && others.every((name) => OURS.test(name));
}

function eventsOf(told: Told): readonly CrmEvent[] {
  const { id, at, change, ids, into, convertedTo } = told;
  const isDeletion = change.endsWith('DELETE') && !change.endsWith('UNDELETE');
  const stays = isDeletion ? into : convertedTo;
  return ids.map((record): CrmEvent => {
    const [contact, own] = [ContactId.parse(record), { id: `${id}:${record}`, at }];
    if (stays !== undefined && stays !== contact) {
      return { ...own, contact: stays, kind: 'merged', gone: [contact] };
    }
    return isDeletion
      ? { ...own, contact, kind: 'deleted' }
      : { ...own, contact, kind: 'changed', ...saidOf(told) };
  });
}

/** What Kith wrote itself was left out when it was heard. */
function saidOf({ change, fields, values, gap }: Told): Pick<CrmEvent, 'changes' | 'unsaid'> {
  if (gap) return { unsaid: true };
  if (change !== 'UPDATE') return {};
  const others = fields.filter((name) => !STAMPS.has(name) && !OURS.test(name) && !isIdentity(name));
  return {
    changes: others.map((field) => ({
      ...{ field, by: 'somebody' as const },
      ...(Object.hasOwn(values, field) && { value: values[field] ?? null }),
    })),
  };
}
