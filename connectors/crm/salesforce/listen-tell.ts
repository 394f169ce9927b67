import { createHash } from 'node:crypto';
import { DeliveryId } from '../../../src/core/ids.ts';
import type { CrmSession } from '../../../src/ports/crm.ts';
import type { Heard } from '../../../src/ports/crm-traffic.ts';
import type { Change } from './listen-wire.ts';

/** An event in the body that `events` reads. */
export interface Told {
  /** `<topic>:<replay id>`, and the first record's id behind it where one change of the org is told as several. */
  readonly id: string;
  readonly entity: string;
  readonly change: Change['change'];
  readonly ids: readonly string[];
  /** ISO 8601. */
  readonly at: string;
  readonly fields: readonly string[];
  /** Of those of them whose value the platform told. */
  readonly values?: Change['values'];
  readonly gap?: true;
  /** Of a DELETE that was a merge: the record that stays. */
  readonly into?: string;
  /** Of a lead's UPDATE that was a conversion: the contact that it became. */
  readonly convertedTo?: string;
}

/**
 * Of these records, which another now stands for: of deleted ones the master of their merge, of converted leads the
 * contact. Ids of contacts and leads may be mixed; what is not in the answer went nowhere. @throws Failure
 */
export type LookUp = (session: CrmSession, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;

/** What was heard as one body; nothing when all of it was Kith's own doing. */
export async function heardOf(
  changes: readonly Change[],
  session: CrmSession,
  lookUp: LookUp,
): Promise<readonly Heard[]> {
  const foreign = changes.filter(({ own }) => !own);
  if (foreign.length === 0) return [];
  const asked = foreign.filter((change) => change.change === 'DELETE' || isConversion(change));
  const ids = [...new Set(asked.flatMap((change) => change.ids))];
  const gone = ids.length === 0 ? new Map<string, string>() : await lookUp(session, ids);
  const events = foreign.flatMap((change) => told(change, gone));
  const digest = createHash('sha256')
    .update(JSON.stringify(events.map(({ id }) => id)))
    .digest('base64url');
  return [
    {
      id: DeliveryId.parse(`salesforce-${digest}`),
      body: Buffer.from(JSON.stringify({ org: session.account, events })),
    },
  ];
}

function isConversion({ entity, change, fields, gap }: Change): boolean {
  if (entity !== 'Lead' || change !== 'UPDATE') return false;
  return gap || fields.includes('IsConverted') || fields.includes('ConvertedContactId');
}

/** One event, or one for each record that another now stands for. */
function told(change: Change, gone: ReadonlyMap<string, string>): readonly Told[] {
  const targetOf = (id: string) => {
    if (change.change === 'DELETE') return gone.get(id);
    return isConversion(change) ? (change.convertedTo ?? gone.get(id)) : undefined;
  };
  const groups = [...Map.groupBy(change.ids, targetOf)];
  return groups.map(([target, ids]) => ({
    id: [change.topic, change.replayId, ...(groups.length > 1 ? [ids[0]] : [])].join(':'),
    entity: change.entity,
    change: change.change,
    ids,
    at: change.at.toISOString(),
    fields: change.fields,
    ...(Object.keys(change.values).length > 0 && { values: change.values }),
    ...(change.gap && { gap: true as const }),
    ...(target !== undefined && (change.change === 'DELETE' ? { into: target } : { convertedTo: target })),
  }));
}
