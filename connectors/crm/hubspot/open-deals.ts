import type { BatchInputPublicFetchAssociationsBatchRequest } from '@hubspot/api-client/lib/codegen/crm/associations/v4/index.js';
import type { OpenDeal } from '../../../src/core/influence/neighbourhood/deal.ts';
import type { ContactId } from '../../../src/core/ids.ts';
import type { CrmSession } from '../../../src/ports/crm.ts';
import { NO_DEALS } from '../../../src/ports/crm-deals.ts';
import type { DealsRead } from '../../../src/ports/crm-deals.ts';
import type { Stages } from './pipelines.ts';
import { RECORD, readRecords, recordUrl } from './records.ts';
import { allOf, succeeded } from './refusals.ts';
import { withheldFrom } from './scopes.ts';
import { searchOpenDeals } from './search-deals.ts';
import { VERSION, ask } from './talk.ts';
import { read } from './wire.ts';
import { AssociatedMany } from './wire-records.ts';
import type { WireRecord } from './wire-records.ts';

/**
 * HubSpot's largest batch of associations. And so many deals of one contact, won and lost ones among them, are read
 * by their ids: of whoever has more, the open ones are searched for.
 */
const MOST = { contacts: 1_000, deals: 100 } as const;

/**
 * All open deals of these contacts; contacts that are gone have none. One call for each 1,000 contacts, another for each
 * 100 deals, and once an hour one for what the stages are called; for a contact with more than 100 deals one search for each
 * 200 that are open, and no more than 10,000.
 */
export async function openDeals(
  session: CrmSession,
  contacts: readonly ContactId[],
  stages: Stages,
): Promise<DealsRead> {
  const withheld = withheldFrom(session).find(({ ability }) => ability === 'deals');
  if (withheld) return { withheld };
  const asked = contacts.filter((id) => RECORD.test(id));
  if (asked.length === 0) return NO_DEALS;
  const { few, many } = await dealsOf(session, asked);
  const records = [...(await readRecords(session, 'deal', [...new Set([...few.values()].flat())]))];
  const [of, cut] = [new Map(few), new Set<ContactId>()];
  for (const contact of many) {
    const searched = await searchOpenDeals(session, contact);
    records.push(...searched.deals);
    of.set(
      contact,
      searched.deals.map(({ id }) => id),
    );
    if (searched.cut) cut.add(contact);
  }
  const open = await openAmong(records, stages);
  const deals = [...of].flatMap(([contact, ids]) =>
    ids.flatMap((id) => {
      const deal = open.get(id);
      return deal ? [{ contact, ...deal, url: recordUrl(session, 'deal', id, contact) }] : [];
    }),
  );
  return { deals, cut };
}

/** Whose deals are few, with all of them, and who has very many. */
async function dealsOf(session: CrmSession, contacts: readonly ContactId[]) {
  const few = new Map<ContactId, readonly string[]>();
  const many: ContactId[] = [];
  for (let from = 0; from < contacts.length; from += MOST.contacts) {
    const asked = new Map(contacts.slice(from, from + MOST.contacts).map((id) => [id as string, id]));
    for (const { from: one, to, paging } of await associatedDeals(session, [...asked.keys()])) {
      const contact = asked.get(one.id);
      const ids = [...new Set(to.map(({ toObjectId }) => toObjectId))];
      if (contact === undefined) continue;
      if (paging?.next || ids.length > MOST.deals) many.push(contact);
      else few.set(contact, ids);
    }
  }
  return { few, many };
}

async function associatedDeals(session: CrmSession, contacts: readonly string[]) {
  const body = {
    inputs: contacts.map((id) => ({ id })),
  } satisfies BatchInputPublicFetchAssociationsBatchRequest;
  const path = `/crm/associations/${VERSION}/contacts/deals/batch/read`;
  const reply = await ask(session, { method: 'POST', path, body });
  const answer = read(AssociatedMany, 'associations', succeeded(reply, 'to read associations'));
  return allOf(answer, 'associations');
}

type DealSaid = Omit<OpenDeal, 'contact' | 'url'>;

async function openAmong(records: readonly WireRecord[], stages: Stages) {
  const open = new Map<string, DealSaid>();
  for (const record of records) {
    const deal = await openDeal(record, stages);
    if (deal) open.set(deal.id, deal);
  }
  return open;
}

async function openDeal({ id, properties }: WireRecord, { stage }: Stages): Promise<DealSaid | undefined> {
  const value = (property: string) => properties[property]?.trim() ?? '';
  const its = await stage('deals', value('dealstage'));
  if (its?.open === false) return undefined;
  const label = its?.label ?? value('dealstage');
  const amount = Number(value('amount'));
  const currency = value('deal_currency_code');
  return {
    id,
    title: value('dealname') || `deal ${id}`,
    ...(label && { stage: label }),
    ...(value('amount') &&
      Number.isFinite(amount) && { amount: { value: amount, ...(currency && { currency }) } }),
  };
}
