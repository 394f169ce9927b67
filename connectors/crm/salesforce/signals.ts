import { z } from 'zod';
import { Failure } from '../../../src/core/failure.ts';
import { ContactId } from '../../../src/core/ids.ts';
import type { SignalNotice } from '../../../src/ports/crm-traffic.ts';
import { READ } from './api.ts';
import { insert } from './collections.ts';
import { personOf } from './ids.ts';
import type { Person } from './ids.ts';
import { SIGNAL, named } from './names.ts';
import type { Prefix } from './names.ts';
import type { Org } from './org.ts';
import type { Piece } from './pieces.ts';
import { among, listsOf, query } from './soql.ts';
import { valueOf } from './values.ts';
import { Id } from './wire.ts';

/** So many events may be published in an hour, whoever does; more are refused until it is over. */
const LIMIT: ReadonlySet<string> = new Set(['LIMIT_EXCEEDED', 'REQUEST_LIMIT_EXCEEDED']);

/**
 * Publishes a `Social_Signal__e` for each notice whose contact is still there; flows hear it once it is committed. A call
 * for 200, and one for the owners of 400 contacts. That an event was taken is all that Salesforce says of it
 * (`OPERATION_ENQUEUED`); the same notice again is the same event again, and the flows look at its external id.
 */
export async function publish(org: Org, notices: readonly SignalNotice[]): Promise<void> {
  if (notices.length === 0) return;
  const prefix = await org.prefix();
  const owners = await ownersOf(org, [...new Set(notices.map(({ contact }) => contact))]);
  const pieces = notices.flatMap((notice) => {
    const owner = owners.get(notice.contact);
    return owner === undefined ? [] : [eventPiece(notice, owner, prefix)];
  });
  const saved = await insert(org.session, pieces);
  const trouble = saved.flatMap((one) => one.trouble ?? [])[0];
  if (trouble === undefined) return;
  const kind = LIMIT.has(trouble.code) ? 'rate-limited' : 'rejected';
  throw new Failure(kind, `Salesforce did not take all signals (${trouble.code})`);
}

const Owned = z.object({ Id: Id.pipe(ContactId), OwnerId: Id });

async function ownersOf(org: Org, contacts: readonly ContactId[]): Promise<ReadonlyMap<ContactId, string>> {
  const owners = new Map<ContactId, string>();
  for (const person of ['Contact', 'Lead'] satisfies Person[]) {
    const ids = contacts.filter((id) => personOf(id) === person);
    for (const list of listsOf(ids, READ)) {
      const soql = `SELECT Id,OwnerId FROM ${person} WHERE Id IN ${among(list)}`;
      const { records } = await query(org.session, 'owners', soql, Owned);
      for (const row of records) owners.set(row.Id, row.OwnerId);
    }
  }
  return owners;
}

function eventPiece(notice: SignalNotice, owner: string, prefix: Prefix): Piece {
  const { key, contact, signal, networkTitle, influence } = notice;
  const { kind, says, url, since } = signal;
  const isLead = personOf(contact) === 'Lead';
  const said = {
    ...{ key, kind, owner, says, url, networkTitle, influence, since },
    ...(isLead ? { lead: contact } : { contact }),
  };
  const values = Object.entries(SIGNAL.fields).flatMap(([name, field]) => {
    const value = valueOf(field, said[name as keyof typeof said]);
    return value === null ? [] : [[named(prefix, field.name), value] as const];
  });
  return { contact, object: named(prefix, SIGNAL.object), key, values: Object.fromEntries(values) };
}
