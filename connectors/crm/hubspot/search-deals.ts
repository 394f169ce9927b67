import type { PublicObjectSearchRequest } from '@hubspot/api-client/lib/codegen/crm/objects/index.js';
import type { ContactId } from '../../../src/core/ids.ts';
import type { CrmSession } from '../../../src/ports/crm.ts';
import { KINDS, OBJECTS } from './records.ts';
import { succeeded } from './refusals.ts';
import { ask } from './talk.ts';
import { read } from './wire.ts';
import { FoundRecords } from './wire-records.ts';
import type { WireRecord } from './wire-records.ts';

/** Of one page, and of all pages of one question. Source: HubSpot, "Search the CRM", limits. */
const MOST = { page: 200, question: 10_000 } as const;

/** What search tells of one contact. */
export interface Searched {
  readonly deals: readonly WireRecord[];
  /** Whether there are more, which search does not tell. */
  readonly cut: boolean;
}

/**
 * The deals of a contact that are neither won nor lost, the newest first, as they were some seconds ago. A question for
 * each contact, since all of a question's pages together end at 10,000. A call for each 200 deals.
 */
export async function searchOpenDeals(session: CrmSession, contact: ContactId): Promise<Searched> {
  const deals: WireRecord[] = [];
  let after: string | undefined;
  for (let page = 0; page < MOST.question / MOST.page; page++) {
    const { results, paging } = await searchPage(session, contact, after);
    deals.push(...results);
    after = paging?.next?.after;
    if (after === undefined) return { deals, cut: false };
  }
  return { deals, cut: true };
}

async function searchPage(session: CrmSession, contact: ContactId, after: string | undefined) {
  const body = {
    filterGroups: [{ filters: [equal('associations.contact', contact), equal('hs_is_closed', 'false')] }],
    sorts: [{ propertyName: 'createdate', direction: 'DESCENDING' }],
    properties: [...KINDS.deal.properties],
    limit: MOST.page,
    ...(after !== undefined && { after }),
    // The SDK knows sorts as texts only; the documentation has them as they stand here.
  } satisfies Omit<Filtered, 'sorts'> & { readonly sorts: readonly object[] };
  const reply = await ask(session, { method: 'POST', path: `${OBJECTS}/deals/search`, body, searches: true });
  return read(FoundRecords, 'deals', succeeded(reply, 'to search for deals'));
}

interface Filter {
  readonly propertyName: string;
  readonly operator: 'EQ';
  readonly value: string;
}
type Filtered = Omit<PublicObjectSearchRequest, 'filterGroups'> & {
  readonly filterGroups: readonly { readonly filters: readonly Filter[] }[];
};

const equal = (propertyName: string, value: string): Filter => ({ propertyName, operator: 'EQ', value });
