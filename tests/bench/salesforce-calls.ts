import type { SamplePerson } from '../../src/sandbox/people/person.ts';
import { url } from '../../src/sandbox/salesforce/field.ts';
import type { Org } from '../../src/sandbox/salesforce/org.ts';
import { nameOf } from '../support/org-people.ts';
import { openWholeOrg } from '../support/whole-org.ts';
import { round } from './ratio.ts';
import type { Ratio } from './ratio.ts';

const PEOPLE = Number(process.env['KITH_BENCH_CONTACTS'] ?? 5_000);
/** Each of these has a page of their own, which is read as politely as any: it takes a while. */
const WITH_ROWS = Number(process.env['KITH_BENCH_ROWS'] ?? 1_000);
const PAGE = 2_000;
const COLLECTION = 200;
/** A Bulk job is made, filled, begun, looked at, and its two results are read. */
const JOB = 6;
/** So many records one job takes, where Kith hands large amounts over. */
const BULK = { from: 2_000, most: 5_000 };

type Way = 'approved before' | 'approved after' | 'with rows';

/** Calls to the org for each 1,000 contacts and leads taken in and written to, beside the fewest that its API allows. */
export async function benchSalesforceCalls(): Promise<readonly Ratio[]> {
  return [
    await measure('approved before', PEOPLE),
    await measure('approved after', PEOPLE),
    await measure('with rows', WITH_ROWS),
  ];
}

async function measure(way: Way, people: number): Promise<Ratio> {
  const leads = Math.floor((people * 2) / 5);
  const [pages, rows] = [[url('Page__c')], way === 'with rows'];
  const all = await openWholeOrg({
    customFields: { Contact: pages, Lead: pages },
    people: rows ? withPages(people) : [],
    asked: ['website'],
    fill: (org) => fill(org, people - leads, leads, rows),
  });
  try {
    const from = performance.now();
    if (way === 'approved after') {
      await all.install();
      await all.settled(3_600_000);
      await all.approve();
    } else await all.begin();
    await all.settled(3_600_000);
    const seconds = round((performance.now() - from) / 1000);
    return ratioOf(way, people, fewestFor(way, people - leads, leads), all.org, seconds);
  } finally {
    await all.close();
  }
}

function ratioOf(way: Way, people: number, fewest: number, org: Org, seconds: number): Ratio {
  const asked = Object.entries(org.switches.counts()).filter(([name]) => API.test(name));
  const calls = asked.reduce((sum, [, times]) => sum + times, 0);
  const each = (n: number) => round((n * 1_000) / people);
  return {
    name: `calls to Salesforce for 1,000 contacts and leads, ${way}: import and first write / fewest by its API`,
    ...{
      ours: each(calls),
      theirs: each(fewest),
      unit: 'calls',
      ratio: round(calls / fewest),
      aim: '≤ 1.25',
    },
    notes: {
      ...{ people, seconds, rows: org.rows('Social_Profile__c').length },
      ...Object.fromEntries(asked),
    },
  };
}

const API = /\/(query|composite|jobs|sobjects)/;

/**
 * Two objects are described and all pages are read. What is approved before comes as it is found, and is written in full
 * collections at best; what waits for the approval goes in jobs, one for each object, where that is less.
 */
function fewestFor(way: Way, contacts: number, leads: number): number {
  const people = contacts + leads;
  const pages = [contacts, leads].reduce((sum, n) => sum + Math.ceil(n / PAGE), 0);
  const collections = Math.ceil(people / COLLECTION) * (way === 'with rows' ? 2 : 1);
  const jobs = Math.ceil(people / BULK.most) * JOB * 2;
  const isLarge = way === 'approved after' && people >= BULK.from;
  return 2 + pages + (isLarge ? Math.min(jobs, collections) : collections);
}

function fill(org: Org, contacts: number, leads: number, rows: boolean): void {
  const { Id: AccountId } = org.create('Account', { Name: 'Moe Labs' });
  for (let n = 0; n < contacts + leads; n += 1) {
    const page = rows ? { Page__c: `https://${hostOf(n)}` } : {};
    const fields = { LastName: nameOf(n), Title: 'new', ...page };
    if (n < contacts) org.create('Contact', { ...fields, AccountId });
    else org.create('Lead', { ...fields, Company: 'Moe Labs' });
  }
}

const hostOf = (n: number) => `${nameOf(n).toLowerCase()}.example`;

function withPages(people: number): readonly SamplePerson[] {
  return Array.from({ length: people }, (_, n) => ({
    key: nameOf(n),
    site: { host: hostOf(n), about: 'a person, as h-card' as const, name: nameOf(n), says: 'Boats.' },
  }));
}
