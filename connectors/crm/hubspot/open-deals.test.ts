import nock from 'nock';
import { expect, it } from 'vitest';
import { announcedOnly } from '../../../tests/support/announced-only.ts';
import { connected, expectKind } from '../../../tests/contract/crm/session.ts';
import { hubspot } from './index.ts';
import { kit } from './kit.ts';

const ASSOCIATIONS = '/crm/associations/2026-09/contacts/deals/batch/read';
const SEARCH = '/crm/objects/2026-09/deals/search';
const ada = kit.id(1);

announcedOnly();

/** Ada's deals do not fit on one page of associations. */
function veryMany() {
  const to = [{ toObjectId: 7, associationTypes: [] }];
  const paging = { next: { after: 'x', link: 'y' } };
  nock(kit.app.apiBase)
    .post(ASSOCIATIONS, { inputs: [{ id: ada }] })
    .reply(200, { status: 'COMPLETE', results: [{ from: { id: ada }, to, paging }] });
}
const page = (id: string, after?: string) => ({
  total: 2,
  results: [
    { id, createdAt: '2026-11-20T09:00:00Z', properties: { dealname: `Deal ${id}`, dealstage: 'open' } },
  ],
  ...(after !== undefined && { paging: { next: { after } } }),
});

it('searches for the open deals of whoever has very many, the newest first, to the last page', async () => {
  veryMany();
  const body = {
    filterGroups: [
      {
        filters: [
          { propertyName: 'associations.contact', operator: 'EQ', value: ada },
          { propertyName: 'hs_is_closed', operator: 'EQ', value: 'false' },
        ],
      },
    ],
    sorts: [{ propertyName: 'createdate', direction: 'DESCENDING' }],
    properties: ['dealname', 'dealstage', 'pipeline', 'amount', 'deal_currency_code', 'createdate'],
    limit: 200,
  };
  nock(kit.app.apiBase).post(SEARCH, body).reply(200, page('8', '200'));
  nock(kit.app.apiBase)
    .post(SEARCH, { ...body, after: '200' })
    .reply(200, page('7'));
  nock(kit.app.apiBase).get('/crm/pipelines/2026-09/deals').reply(200, { results: [] });
  expect(await connected(hubspot, kit).openDeals([ada])).toMatchObject({
    deals: [{ title: 'Deal 8' }, { title: 'Deal 7' }],
    cut: new Set(),
  });
});

it('never takes somebody whose deals could not be told for somebody who has none', async () => {
  const errors = [{ status: 'error', category: 'INTERNAL_ERROR', context: { fromObjectId: [ada] } }];
  nock(kit.app.apiBase).post(ASSOCIATIONS).reply(207, { status: 'COMPLETE', results: [], errors });
  await expectKind('openDeals', () => connected(hubspot, kit).openDeals([ada]), 'unavailable');
});

it('takes somebody of whom HubSpot says that they have no deals for just that', async () => {
  const errors = [{ status: 'error', category: 'OBJECT_NOT_FOUND', context: { fromObjectId: [ada] } }];
  nock(kit.app.apiBase).post(ASSOCIATIONS).reply(207, { status: 'COMPLETE', results: [], errors });
  expect(await connected(hubspot, kit).openDeals([ada])).toEqual({ deals: [], cut: new Set() });
});
