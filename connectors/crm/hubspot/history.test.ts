import nock from 'nock';
import { describe, expect, it } from 'vitest';
import { connected } from '../../../tests/contract/crm/session.ts';
import { announcedOnly } from '../../../tests/support/announced-only.ts';
import { hubspot } from './index.ts';
import { kit } from './kit.ts';

const CONTACTS = '/crm/objects/2026-09/contacts';
const TRACE = { updatedAt: '2026-11-24T09:00:00Z', properties: {} };
const api = () => nock(kit.app.apiBase);

announcedOnly();

describe('what became of properties in HubSpot', () => {
  it('looks at values with the moment at which the contact was changed last', async () => {
    const body = { inputs: [{ id: kit.id(1) }], properties: ['company'], propertiesWithHistory: [] };
    const results = [{ id: kit.id(1), ...TRACE, properties: { company: 'Engines', other: 'x' } }];
    api().post(`${CONTACTS}/batch/read`, body).reply(200, { results });
    const shown = await connected(hubspot, kit).look([kit.id(1)], ['company']);
    expect([...shown]).toEqual([
      [kit.id(1), { values: { company: 'Engines' }, asOf: new Date(TRACE.updatedAt) }],
    ]);
  });

  it('reads the history of properties by the fifty, with who made each version', async () => {
    const version = {
      value: 'Typed',
      timestamp: '2026-11-24T09:00:00.123Z',
      sourceType: 'CRM_UI',
      sourceId: 'userId:1',
    };
    const another = { ...version, value: '', sourceType: 'INTEGRATION', sourceId: '9318066' };
    for (const many of [50, 1]) {
      api()
        .post(`${CONTACTS}/batch/read`, ({ inputs, ...rest }: { inputs: unknown[] }) => {
          const asked = { properties: [], propertiesWithHistory: ['company'] };
          return inputs.length === many && JSON.stringify(rest) === JSON.stringify(asked);
        })
        .reply(200, {
          results: [{ id: kit.id(1), ...TRACE, propertiesWithHistory: { company: [version, another] } }],
        });
    }
    const history = connected(hubspot, kit).history;
    const told = await history?.read(
      Array.from({ length: 51 }, (_, n) => kit.id(n + 1)),
      ['company'],
    );
    expect(told?.get(kit.id(1))).toEqual([
      { field: 'company', value: 'Typed', at: new Date(version.timestamp), by: 'somebody' },
      { field: 'company', value: null, at: new Date(version.timestamp), by: 'unsaid' },
    ]);
    expect([history?.tells('company'), history?.tells('my_own')]).toEqual([true, false]);
  });
});
