import { expect } from 'vitest';
import { PERSON_FIELDS } from '../../connectors/crm/salesforce/names.ts';
import { valueOf } from '../../connectors/crm/salesforce/values.ts';
import type { Contact } from '../../src/core/contact.ts';
import { ContactId } from '../../src/core/ids.ts';
import type { KithFieldName } from '../../src/core/record/patch.ts';
import { rowsOf } from '../../src/core/record/rows.ts';
import { viewOf } from '../../src/core/record/view.ts';
import { wantedOf } from '../../src/core/record/wanted.ts';
import { openLog } from '../../src/log.ts';
import type { Workspace } from '../../src/ports/store.ts';
import type { Org } from '../../src/sandbox/salesforce/org.ts';
import type { Row } from '../../src/sandbox/salesforce/rows.ts';
import { openStorage } from '../../src/storage/open.ts';
import type { Storage } from '../../src/storage/open.ts';
import type { Typed } from './org-typed.ts';
import { everybodyIn } from './whole-org.ts';

const OBJECTS = ['Social_Profile__c', 'Social_Conversation__c'] as const;
const TITLES = new Map([['bluesky', 'Bluesky']]);

/** Kith, which has stopped, and the org say the same, and nothing of what people typed is lost. */
export async function agrees(
  { org, data }: { readonly org: Org; readonly data: string },
  typed: Typed,
): Promise<void> {
  const storage = await openStorage({ dataDirectory: data, log: openLog('silent') });
  try {
    const [installation] = await storage.store.installations();
    if (!installation) throw new Error('not installed');
    await storage.store.inside(installation.id, async (w) => {
      expect(await w.contacts.count()).toBe(everybodyIn(org).length);
      expect(await w.deliveries.list({ status: 'failed', limit: 10 })).toEqual([]);
      expect(await w.outbox.count(), 'nothing waits to be written').toBe(0);
      expect(await w.rows.orphans(10)).toEqual([]);
      await nothingIsLost(w, org, typed);
    });
    const keys = new Set<string>();
    for (const row of everybodyIn(org)) {
      for (const key of await agreeOn(storage, installation.id, org, row)) keys.add(key);
    }
    noRowTooMany(org, keys);
    expect(await storage.stuck.list()).toEqual([]);
  } finally {
    await storage.close();
  }
}

type InstallationId = Parameters<Storage['store']['inside']>[0];

/** @returns the keys of the rows that belong to this person. */
async function agreeOn(
  { store }: Storage,
  installation: InstallationId,
  org: Org,
  row: Row,
): Promise<readonly string[]> {
  const facts = await store.recordRows(installation, ContactId.parse(row.Id));
  if (!facts) throw new Error(`${row.Id} is not known`);
  sameWords(facts.contact, org, row);
  const record = viewOf(facts, { titles: TITLES, now: new Date() });
  const wanted = Object.entries(wantedOf(record)).map(([name, value]) => {
    const field = PERSON_FIELDS[name as KithFieldName];
    return [org.named(field.name), shown(valueOf(field, value))] as const;
  });
  const held = wanted.map(([name]) => [name, shown(row[name] ?? null)] as const);
  expect(Object.fromEntries(held), row.Id).toEqual(Object.fromEntries(wanted));
  return rowsOf(record).map(({ key }) => key);
}

/** A moment as it is, however it is written: the platform keeps seconds. */
function shown(value: string | number | boolean | null): unknown {
  const isMoment = typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value);
  return isMoment ? Math.floor(Date.parse(value) / 1000) : value;
}

function sameWords(known: Contact, org: Org, row: Row): void {
  expect(known.title, row.Id).toBe(row['Title'] ?? undefined);
  expect(known.emails, row.Id).toEqual([row['Email']]);
  expect(known.name, row.Id).toBe(row['LastName']);
  const account = org.find(String(row['AccountId'] ?? ''));
  const isPerson = row['IsPersonAccount'] === true;
  expect(known.company ?? null, row.Id).toBe(isPerson ? null : (row['Company'] ?? account?.['Name'] ?? null));
}

/** Every row that is there belongs to somebody who is there, once, and every record's row is there. */
function noRowTooMany(org: Org, wanted: ReadonlySet<string>): void {
  const rows = OBJECTS.flatMap((object) => org.rows(object));
  const keys = rows.map((row) => String(row[org.named('External_Id__c')]));
  expect(keys.toSorted()).toEqual([...wanted].toSorted());
  for (const row of rows) {
    const parent = row[org.named('Contact__c')] ?? row[org.named('Lead__c')];
    expect(String(row[org.named('External_Id__c')]).slice(0, 18)).toBe(parent);
  }
}

/** What a person typed after Kith stands; what Kith wrote over is kept, and only where the mapping says overwrite. */
async function nothingIsLost(w: Workspace, org: Org, { last, over, parted }: Typed): Promise<void> {
  for (const [key, value] of last) {
    const [id = '', field = ''] = key.split(' ');
    if (!parted.has(id)) expect(org.find(id)?.[field] ?? '', key).toBe(value);
  }
  const kept = over.filter(({ id }) => !parted.has(id));
  const trails = await w.mapped.trails([...new Set(kept.map(({ id }) => ContactId.parse(id)))]);
  for (const { id, field, value } of kept) {
    expect(field, 'a blank is filled, and nothing else').toBe('Called__c');
    const former = trails.get(ContactId.parse(id))?.[field]?.former.map((one) => one.value);
    expect(former, `what stood in ${field} of ${id}`).toContain(value);
  }
  expect(kept.length, 'somebody was written over, or this says nothing').toBeGreaterThan(0);
}
