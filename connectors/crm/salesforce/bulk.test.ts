import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import nock from 'nock';
import { describe, expect, it } from 'vitest';
import { ContactId } from '../../../src/core/ids.ts';
import type { Patch } from '../../../src/core/record/patch.ts';
import { connected } from '../../../tests/contract/crm/session.ts';
import { announcedOnly } from '../../../tests/support/announced-only.ts';
import { csvOf } from './bulk-csv.ts';
import { salesforce } from './index.ts';
import { kit } from './kit.ts';
import { PERSON_FIELDS } from './names.ts';
import type { Piece } from './pieces.ts';

const contact = ContactId.parse('003Ws0000000001IAA');
const piece = (key: string, values: Piece['values'], lookUp?: Piece['lookUp']): Piece => ({
  ...{ contact, object: 'Contact', key, values },
  ...(lookUp && { lookUp }),
});
const rowsOf = (csv: string) => parse(csv, { columns: true }) as Record<string, string>[];

describe('a job’s rows', () => {
  it('have the columns of all pieces, the empty sign where a field is emptied, and nothing where it is left', () => {
    const lookUp = { relation: 'Social_Profile__r', field: 'External_Id__c', key: 'p' };
    const [csv = '', ...others] = csvOf(
      [piece('1', { A: 'x' }), piece('2', { B: null, C: 1.5 }, lookUp)],
      'Id',
    );
    expect(others).toEqual([]);
    expect(csv).toBe('Id,A,B,C,Social_Profile__r.External_Id__c\n1,x,,,\n2,,#N/A,1.5,p\n');
  });

  it('say what was meant, whatever stands in it, and each once however they are divided', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), { minLength: 1 }), (texts) => {
        const pieces = texts.map((text, i) => piece(`k${i}`, { Text__c: text }));
        const divided = csvOf(pieces, 'Id', 60).flatMap(rowsOf);
        expect(divided.map((row) => [row['Id'], row['Text__c']])).toEqual(
          texts.map((text, i) => [`k${i}`, text]),
        );
      }),
    );
  });

  it('are divided where a job would become too large, each part with its columns', () => {
    const parts = csvOf(
      Array.from({ length: 10 }, (_, i) => piece(`k${i}`, { A: 'x'.repeat(20) })),
      'Id',
      60,
    );
    expect(parts.length).toBeGreaterThan(3);
    for (const part of parts) expect(part.startsWith('Id,A\n')).toBe(true);
    expect(parts.flatMap(rowsOf)).toHaveLength(10);
  });
});

describe('handing over', () => {
  const JOBS = '/services/data/v67.0/jobs/ingest';
  const JSON_TYPE = { 'content-type': 'application/json' };
  const CSV_TYPE = { 'content-type': 'text/csv' };
  const api = () => nock(kit.base);
  const bulk = () => {
    const { bulk: way } = connected(salesforce, kit);
    if (!way) throw new Error('Salesforce takes large amounts');
    return way;
  };
  const describes = () =>
    api()
      .get('/services/data/v67.0/sobjects/Contact/describe')
      .reply(
        200,
        { fields: Object.values(PERSON_FIELDS).map(({ name }) => ({ name, label: name, type: 'string' })) },
        JSON_TYPE,
      );
  const patches = [1, 2, 3].map((n): Patch => ({
    contact: kit.id(n),
    fields: { headline: n === 2 ? null : `N${n}` },
  }));

  announcedOnly();

  function takes(id: string, bodies: string[]): void {
    api()
      .post(JOBS, { object: 'Contact', operation: 'update', contentType: 'CSV', lineEnding: 'LF' })
      .reply(200, { id, state: 'Open' }, JSON_TYPE);
    nock(kit.base, { reqheaders: { 'content-type': 'text/csv' } })
      .put(`${JOBS}/${id}/batches`, (body: string) => bodies.push(body) > 0)
      .reply(201);
    api()
      .patch(`${JOBS}/${id}`, { state: 'UploadComplete' })
      .reply(200, { id, state: 'UploadComplete' }, JSON_TYPE);
  }

  it('makes a job, gives it its rows, lets it work, and reads what became of each', async () => {
    describes();
    const bodies: string[] = [];
    takes('750Ws0000000001', bodies);
    const name = await bulk().begin(patches);
    expect(bodies).toEqual([`Id,Kith_Headline__c\n${kit.id(1)},N1\n${kit.id(2)},#N/A\n${kit.id(3)},N3\n`]);

    const state = (word: string) =>
      api().get(`${JOBS}/750Ws0000000001`).reply(200, { id: '750Ws0000000001', state: word }, JSON_TYPE);
    state('InProgress');
    expect(await bulk().ask(name, patches)).toEqual({ going: name });
    state('JobComplete');
    describes();
    api()
      .get(`${JOBS}/750Ws0000000001/successfulResults`)
      .reply(
        200,
        `"sf__Id","sf__Created","Id","Kith_Headline__c"\n"${kit.id(3)}","false","${kit.id(3)}","N3"\n`,
        CSV_TYPE,
      );
    const error =
      'STRING_TOO_LONG:Kith headline: data value too large: ada@analytical.example (max length=255):Kith_Headline__c --';
    api()
      .get(`${JOBS}/750Ws0000000001/failedResults`)
      .reply(200, `"sf__Id","sf__Error","Id"\n"${kit.id(1)}","${error}","${kit.id(1)}"\n`, CSV_TYPE);
    expect(await bulk().ask(name, patches)).toEqual({
      outcomes: [
        { contact: kit.id(1), outcome: 'refused', says: 'Salesforce: STRING_TOO_LONG at Kith_Headline__c' },
        { contact: kit.id(3), outcome: 'written' },
      ],
    });
  });

  it('never takes a job that Salesforce has forgotten for a failure: its contacts come again', async () => {
    describes();
    takes('750Ws0000000001', []);
    const name = await bulk().begin(patches);
    api()
      .get(`${JOBS}/750Ws0000000001`)
      .reply(404, [{ errorCode: 'NOT_FOUND' }], JSON_TYPE);
    describes();
    for (const what of ['successfulResults', 'failedResults']) {
      api()
        .get(`${JOBS}/750Ws0000000001/${what}`)
        .reply(404, [{ errorCode: 'NOT_FOUND' }], JSON_TYPE);
    }
    expect(await bulk().ask(name, patches)).toEqual({ outcomes: [] });
  });

  it('has nothing to wait for when nothing is to be written', async () => {
    describes();
    const name = await bulk().begin([{ contact: kit.id(1), fields: {} }]);
    describes();
    expect(await bulk().ask(name, [{ contact: kit.id(1), fields: {} }])).toEqual({
      outcomes: [{ contact: kit.id(1), outcome: 'written' }],
    });
  });
});
