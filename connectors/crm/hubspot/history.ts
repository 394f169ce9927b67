import type { ToldChange } from '../../../src/core/governance/typed-between.ts';
import type { ContactId } from '../../../src/core/ids.ts';
import type { CrmSession } from '../../../src/ports/crm.ts';
import type { CrmHistory } from '../../../src/ports/crm-history.ts';
import { readHistory } from './api.ts';
import { RECORD } from './records.ts';
import { READ_PROPERTIES } from './wire.ts';

/** HubSpot reads the histories of so many records in one batch: half of what it reads without. */
const MOST = 50;

/** Whoever made a change, as HubSpot names them: `sourceId` of an app is its number. */
export interface Source {
  readonly source?: string | null | undefined;
  readonly id?: string | null | undefined;
}

/** What apps write comes with this source, whichever app it is. */
const APP = 'INTEGRATION';

/**
 * Who changed a property. @param app Kith's own number at HubSpot, where it is known: each delivery bears it.
 */
export function whoMade({ source, id }: Source, app: string | undefined): ToldChange['by'] {
  if (source !== APP) return 'somebody';
  if (!id || app === undefined) return 'unsaid';
  return id === app ? 'Kith' : 'somebody';
}

/**
 * The history of properties. The app's own number is not in it, so that what any app wrote is told as such; Kith knows its
 * own values.
 */
export function openHistory(session: CrmSession): CrmHistory {
  const subscribed = new Set<string>(READ_PROPERTIES);
  return {
    most: MOST,
    tells: (field) => subscribed.has(field),
    read: (ids, fields) => readAll(session, ids, fields),
  };
}

async function readAll(session: CrmSession, ids: readonly ContactId[], fields: readonly string[]) {
  const asked = [...new Set(ids.filter((id) => RECORD.test(id)))];
  const found = new Map<ContactId, readonly ToldChange[]>();
  for (let i = 0; i < asked.length; i += MOST) {
    const batch = asked.slice(i, i + MOST);
    const results = new Map(
      (await readHistory(session, batch, fields)).map(({ id, propertiesWithHistory }) => [
        id,
        propertiesWithHistory,
      ]),
    );
    for (const id of batch) {
      const versions = results.get(id);
      if (versions) found.set(id, changesIn(versions));
    }
  }
  return found;
}

type Versions = Awaited<ReturnType<typeof readHistory>>[number]['propertiesWithHistory'];

function changesIn(versions: Versions): readonly ToldChange[] {
  return Object.entries(versions).flatMap(([field, all]) =>
    all.map(({ value, timestamp: at, sourceType: source, sourceId: id }) => ({
      ...{ field, value: value || null, at },
      by: whoMade({ source, id }, undefined),
    })),
  );
}
