import { afterEach, expect, it } from 'vitest';
import type { Org } from '../../src/sandbox/salesforce/org.ts';
import { CUSTOM_FIELDS, MAPPINGS, fillOrg, onBluesky } from '../support/org-people.ts';
import { everybodyIn, openWholeOrg } from '../support/whole-org.ts';
import type { WholeOrg } from '../support/whole-org.ts';
import { isUninstalled } from '../support/kith-asked.ts';
import { until } from '../support/until.ts';

const PEOPLE = 130;
const FOUND = 30;

let all: WholeOrg;
afterEach(() => all.close());

const OBJECTS = ['Account', 'Contact', 'Lead', 'Task', 'Case', 'Opportunity', 'Campaign', 'CampaignMember'];
/** When a record was last touched, and by whom, is all that Kith leaves behind. */
const TOUCHED = { LastModifiedDate: null, LastModifiedById: null, SystemModstamp: null };

/** All that an org shows of its records, by their ids. */
function seen(org: Org) {
  const objects = [...OBJECTS, 'Social_Profile__c', 'Social_Conversation__c'];
  const rows = objects.flatMap((object) => org.rows(object));
  return Object.fromEntries(rows.map((row) => [row.Id, { ...row, ...TOUCHED }]));
}

/** What people do in the org while Kith is there. @returns what stands there because of it, by id */
function work(org: Org): Readonly<Record<string, object>> {
  const [one, two] = everybodyIn(org).filter(
    (row) => row['Called__c'] !== null && row['Bluesky__c'] !== null && row['IsPersonAccount'] !== true,
  );
  if (!one || !two) throw new Error('Kith has written nothing yet');
  org.change(one.Id, { Title: 'Promoted meanwhile' });
  org.change(two.Id, { Called__c: 'Typed meanwhile' });
  const task = org.create('Task', { Subject: 'Call her', WhoId: one.Id });
  return {
    [one.Id]: { Title: 'Promoted meanwhile' },
    [two.Id]: { Called__c: 'Typed meanwhile' },
    [task.Id]: task,
  };
}

it.each([
  { namespace: '' as const, personAccounts: false },
  { namespace: 'kith' as const, personAccounts: true },
])(
  'leaves an org with what people did and nothing else (namespace "$namespace", person accounts $personAccounts)',
  async (kind) => {
    all = await openWholeOrg({
      ...{ ...kind, customFields: CUSTOM_FIELDS, people: onBluesky(FOUND) },
      fill: (org) => fillOrg(org, { people: PEOPLE, found: FOUND }),
    });
    const { org } = all;
    const before = seen(org);
    await all.begin({ mappings: [...MAPPINGS] });
    await all.settled();
    expect(org.rows('Social_Profile__c')).toHaveLength(FOUND);
    expect(org.rows('Social_Conversation__c')).toHaveLength(FOUND);
    const counted = everybodyIn(org).filter((row) => row[org.named('Kith_Profile_Count__c')] !== null);
    expect(counted).toHaveLength(PEOPLE);
    const meanwhile = work(org);
    await all.settled();

    const exported = (await all.text('/api/v1/export')).trim().split('\n');
    const tables = exported.map((line) => (JSON.parse(line) as { table: string }).table);
    expect(tables.filter((table) => table === 'contact')).toHaveLength(PEOPLE);
    expect(tables).toEqual(expect.arrayContaining(['profile', 'link', 'field_trail']));

    await all.ask('/api/v1/uninstall', { keepFields: false, restore: true });
    await until(() => !org.connected(), 'the grant is given back');
    const expected = Object.fromEntries(
      Object.keys({ ...before, ...meanwhile }).map((id) => [
        id,
        { ...before[id], ...meanwhile[id], ...TOUCHED },
      ]),
    );
    expect(seen(org)).toEqual(expected);

    // What it was at when the grant was given back may still ask, and be refused.
    await until(() => isUninstalled(all), 'Kith is uninstalled');
    org.switches.forget();
    org.change(Object.keys(meanwhile)[0] ?? '', { Title: 'changed after Kith had left' });
    await until(() => all.pubsub.listening() === 0, 'nobody listens any more');
    expect(org.switches.requests, 'no call after it left').toEqual([]);
  },
  300_000,
);
