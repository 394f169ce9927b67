import { afterEach, describe, expect, it } from 'vitest';
import { salesforce } from '../../../connectors/crm/salesforce/index.ts';
import type { Patch } from '../../core/record/patch.ts';
import type { PatchOutcome } from '../../ports/patch-outcome.ts';
import type { Bulk } from '../../ports/crm-traffic.ts';
import { connectTo, contactId, rowsOf } from './connector-bed.ts';
import type { Connected } from './connector-bed.ts';

let kith: Connected;
afterEach(() => kith.bed.close());

const org = () => kith.bed.org;
const rows = (object: string) => org().rows(org().named(object));

function bulk(): Bulk {
  const { bulk: way } = kith.crm;
  if (!way) throw new Error('Salesforce takes large amounts');
  return way;
}

/** Asks until it is over; `between` happens before each question. */
async function ended(patches: readonly Patch[], between = () => {}): Promise<readonly PatchOutcome[]> {
  let job = await bulk().begin(patches);
  for (let asked = 0; asked < 50; asked += 1) {
    between();
    const standing = await bulk().ask(job, patches);
    if ('outcomes' in standing) return standing.outcomes;
    job = standing.going;
  }
  throw new Error('It never ended');
}

function people(many: number): readonly Patch[] {
  return Array.from({ length: many }, (_, i): Patch => {
    const { Id } =
      i % 5 === 4
        ? org().create('Lead', { LastName: `N${i}`, Company: 'Navy' })
        : org().create('Contact', { LastName: `N${i}` });
    const contact = contactId(Id);
    const fields =
      i % 2 === 0 ? { headline: `He said "${i}",\nand went` } : { profileCount: i, headline: null };
    return { contact, fields, rows: { put: [...rowsOf(contact, `n${i}.example`)], gone: [] } };
  });
}

const byContact = (outcomes: readonly PatchOutcome[]) =>
  new Map(outcomes.map(({ contact, outcome }) => [String(contact), outcome]));

describe.each(['', 'kith'] as const)('large writes into an org with the namespace "%s"', (namespace) => {
  it('become jobs: fields, then profiles, then the posts that look those up', async () => {
    kith = await connectTo({ namespace, bulkPolls: 2 });
    const patches = people(25);
    const outcomes = await ended(patches);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(patches.map(() => 'written'));
    const headlines = patches.map(({ contact }) => org().find(contact)?.[org().named('Kith_Headline__c')]);
    expect(headlines[0]).toBe('He said "0",\nand went');
    expect(headlines[1]).toBeNull();
    const look = org().named('Social_Profile__c');
    expect(rows('Social_Profile__c')).toHaveLength(25);
    expect(rows('Social_Conversation__c').every((row) => row[look] !== null)).toBe(true);
    expect(org().switches.counts()).toMatchObject({ 'POST /jobs/ingest': 4 });
    expect(Object.keys(org().switches.counts()).some((call) => call.startsWith('DELETE'))).toBe(false);
  });

  it('survive whoever asked for them: the job’s name is enough to go on', async () => {
    kith = await connectTo({ namespace, bulkPolls: 1 });
    const patches = people(6);
    const first = await bulk().begin(patches);
    let job = first;
    for (;;) {
      // Another process, which knows nothing but the name.
      const fresh = salesforce.connect(kith.session).bulk;
      const standing = await fresh?.ask(job, patches);
      if (standing === undefined) throw new Error('no bulk');
      if ('outcomes' in standing) {
        expect(standing.outcomes).toHaveLength(6);
        break;
      }
      job = standing.going;
    }
    const again = await ended(patches);
    expect(again.every(({ outcome }) => outcome === 'written')).toBe(true);
    expect(rows('Social_Conversation__c')).toHaveLength(6);
  });

  it('say of each contact what became of it, in whatever order Salesforce tells it', async () => {
    kith = await connectTo({ namespace });
    const patches = people(10);
    const [gone, locked, refused] = patches.map(({ contact }) => contact);
    const all = patches.map((patch): Patch =>
      patch.contact === refused ? { ...patch, mapped: { Title: 'x'.repeat(500) } } : patch,
    );
    org().remove(String(gone));
    org().switches.lock({ id: String(locked), times: 1 });
    const outcomes = byContact(await ended(all));
    expect(outcomes.get(String(gone))).toBe('contact gone');
    expect(outcomes.get(String(refused))).toBe('refused');
    // It was only locked: nothing is said of it, and it comes again.
    expect(outcomes.has(String(locked))).toBe(false);
    expect([...outcomes.values()].filter((one) => one === 'written')).toHaveLength(7);
  });

  it('say nothing of contacts whose job Salesforce gave up', async () => {
    kith = await connectTo({ namespace, bulkPolls: 1 });
    const patches = people(4).map(({ contact, fields }): Patch => ({ contact, fields }));
    org().switches.fail({
      ...{ method: 'GET', path: /jobs\/ingest\/\w+$/, times: 1, status: 200 },
      body: { id: '750Ws0000000001', state: 'Failed', errorMessage: 'InternalServerError : we are sorry' },
    });
    const name = await bulk().begin(patches);
    const standing = await bulk().ask(name, patches);
    expect('outcomes' in standing && standing.outcomes).toEqual([]);
  });

  it('say that a field is missing when Salesforce cannot read the job', async () => {
    kith = await connectTo({ namespace });
    const patches = people(3);
    await kith.crm.prepare();
    const name = await bulk().begin(patches);
    org().switches.fail({
      ...{ method: 'GET', path: /jobs\/ingest\/\w+$/, times: 9, status: 200 },
      body: {
        id: '750Ws0000000001',
        state: 'Failed',
        errorMessage: 'InvalidBatch : Field name not found : Kith_Headline__c',
      },
    });
    await expect(bulk().ask(name, patches)).rejects.toMatchObject({ kind: 'rejected' });
  });
});
