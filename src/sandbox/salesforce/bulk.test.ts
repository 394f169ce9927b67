import { afterEach, describe, expect, it } from 'vitest';
import type { Connection } from 'jsforce';
import { openBed } from './testbed.ts';
import type { Bed } from './testbed.ts';

let bed: Bed;
afterEach(() => bed.close());

async function open(options: Parameters<typeof openBed>[0] = {}): Promise<Connection> {
  bed = await openBed(options);
  return bed.connect();
}

const csv = (...rows: readonly string[]) => `${rows.join('\n')}\n`;

describe('a Bulk job', () => {
  it('is opened, filled, closed and asked for what became of each row, whatever their order', async () => {
    const conn = await open({ bulkPolls: 2, namespace: 'kith' });
    const { Id } = bed.org.create('Contact', { LastName: 'Roy' });
    const job = conn.bulk2.createJob({
      ...{
        object: 'kith__Social_Profile__c',
        operation: 'upsert',
        externalIdFieldName: 'kith__External_Id__c',
      },
    });
    const opened = await job.open();
    expect(opened.state).toBe('Open');
    const rows = Array.from(
      { length: 30 },
      (_none, at) => `k${at},"says ""${at}"", and more",${Id},x,${at === 7 ? 'perhaps' : 'auto'}`,
    );
    const columns = 'kith__External_Id__c,Name,kith__Contact__c,kith__Network__c,kith__Link_Status__c';
    await job.uploadData(csv(columns, ...rows));
    expect((await job.close(), await job.check()).state).toBe('InProgress');
    expect((await job.check()).state).toBe('InProgress');
    expect(await job.check()).toMatchObject({
      state: 'JobComplete',
      numberRecordsProcessed: 30,
      numberRecordsFailed: 1,
    });
    const { successfulResults, failedResults, unprocessedRecords } = await job.getAllResults();
    expect([successfulResults.length, failedResults.length, unprocessedRecords]).toEqual([29, 1, []]);
    expect(failedResults[0]).toMatchObject({
      ...{
        sf__Error: expect.stringMatching(/^INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST:/),
        kith__External_Id__c: 'k7',
      },
    });
    const keys = successfulResults.map((one) =>
      Number(String(Reflect.get(one, 'kith__External_Id__c')).slice(1)),
    );
    expect(keys).not.toEqual(keys.toSorted((a, b) => a - b));
    expect(successfulResults.every(({ sf__Created }) => sf__Created === 'true')).toBe(true);
    const [row] = bed.org.rows('Social_Profile__c').filter((one) => one['kith__External_Id__c'] === 'k3');
    expect(row).toMatchObject({ Name: 'says "3", and more', kith__Contact__c: Id });
  });

  it('empties a field for #N/A, leaves it alone for nothing, and finds other records by their external ids', async () => {
    const conn = await open();
    const { Id } = bed.org.create('Contact', { LastName: 'Roy', Title: 'CEO', Department: 'Top' });
    const profile = bed.org.create('Social_Profile__c', {
      External_Id__c: 'a:b',
      Contact__c: Id,
      Network__c: 'x',
    });
    const run = async (object: string, operation: 'update' | 'insert' | 'delete', text: string) => {
      const job = conn.bulk2.createJob({ object, operation });
      await job.open();
      await job.uploadData(text);
      await job.close();
      return (await job.check()).numberRecordsFailed;
    };
    expect(await run('Contact', 'update', csv('Id,Title,Department', `${Id},#N/A,`))).toBe(0);
    expect(bed.org.find(Id)).toMatchObject({ Title: null, Department: 'Top' });
    const posts = csv(
      'External_Id__c,Contact__c,Network__c,Social_Profile__r.External_Id__c',
      `p1,${Id},x,a:b`,
      `p2,${Id},x,no`,
    );
    expect(await run('Social_Conversation__c', 'insert', posts)).toBe(1);
    expect(bed.org.rows('Social_Conversation__c')).toMatchObject([
      { External_Id__c: 'p1', Social_Profile__c: profile.Id },
    ]);
    expect(await run('Contact', 'delete', csv('Id', Id))).toBe(0);
    expect(bed.org.find(Id)).toMatchObject({ IsDeleted: true });
  });

  it('that is given up says which rows it did not do, and does none of them', async () => {
    const conn = await open({ bulkPolls: 5 });
    const job = conn.bulk2.createJob({ object: 'Contact', operation: 'insert' });
    await job.open();
    await job.uploadData(csv('LastName', 'A', 'B'));
    await job.close();
    expect((await job.check()).state).toBe('InProgress');
    await job.abort();
    expect((await job.check()).state).toBe('Aborted');
    expect(await job.getUnprocessedRecords()).toMatchObject([{ LastName: 'A' }, { LastName: 'B' }]);
    expect(bed.org.rows('Contact')).toEqual([]);
    await job.delete();
    await expect(job.check()).rejects.toThrow();
  });

  it('keeps its id to itself when an earlier one is deleted', async () => {
    const conn = await open();
    const jobs = [1, 2].map(() => conn.bulk2.createJob({ object: 'Contact', operation: 'insert' }));
    const ids = await Promise.all(jobs.map(async (job) => (await job.open()).id));
    await jobs[0]?.abort();
    await jobs[0]?.delete();
    const { id } = await conn.bulk2.createJob({ object: 'Contact', operation: 'insert' }).open();
    expect(ids).not.toContain(id);
  });

  it('is refused for an object, a key or a step that does not fit', async () => {
    await open();
    const code = async (method: string, path: string, body: unknown) => {
      const answer = await bed.ask(method, `/jobs/ingest${path}`, body);
      return [answer.status, answer.body];
    };
    expect(await code('POST', '', { object: 'Nope', operation: 'insert' })).toMatchObject([
      400,
      [{ errorCode: 'INVALIDENTITY' }],
    ]);
    expect(await code('POST', '', { object: 'Contact', operation: 'upsert' })).toMatchObject([
      400,
      [{ errorCode: 'INVALIDJOB' }],
    ]);
    const upsert = { object: 'Social_Profile__c', operation: 'upsert', externalIdFieldName: 'Bio__c' };
    expect(await code('POST', '', upsert)).toMatchObject([400, [{ errorCode: 'INVALIDJOB' }]]);
    const [, job] = await code('POST', '', { object: 'Contact', operation: 'insert' });
    const id = String(Reflect.get(Object(job), 'id'));
    expect(await code('GET', `/${id}/successfulResults`, undefined)).toMatchObject([
      400,
      [{ errorCode: 'INVALIDJOBSTATE' }],
    ]);
    expect(await code('PUT', `/${id}/batches`, 'LastName\n"A\n')).toMatchObject([
      400,
      [{ errorCode: 'InvalidBatch' }],
    ]);
    expect(await code('PATCH', `/${id}`, { state: 'UploadComplete' })).toMatchObject([
      200,
      { state: 'UploadComplete' },
    ]);
    expect(await code('GET', `/${id}`, undefined)).toMatchObject([200, { state: 'Failed' }]);
  });
});
