import type { BatchInputPublicFetchAssociationsBatchRequest } from '@hubspot/api-client/lib/codegen/crm/associations/v4/index.js';
import type { OpenDeal } from '../../../src/core/influence/neighbourhood/deal.ts';
import type { ContactId } from '../../../src/core/ids.ts';
import type { CrmSession } from '../../../src/ports/crm.ts';
import type { Stages } from './pipelines.ts';
import { RECORD, newest, readRecords, recordUrl } from './records.ts';
import { succeeded } from './refusals.ts';
import { abilitiesOf } from './scopes.ts';
import { VERSION, ask } from './talk.ts';
import { read } from './wire.ts';
import { AssociatedMany } from './wire-records.ts';
import type { WireRecord } from './wire-records.ts';

/** HubSpot's largest batch of associations; and deals of one answer, won and lost ones among them. */
const MOST = { contacts: 1_000, deals: 1_000 } as const;

/**
 * The open deals of up to 1,000 contacts, among the newest 1,000 of all of them; contacts that are gone have none, and
 * without the right nobody has. One call, another for each 100 deals, and once an hour one for what the stages are called.
 */
export async function openDeals(
  session: CrmSession,
  contacts: readonly ContactId[],
  stages: Stages,
): Promise<readonly OpenDeal[]> {
  const asked = contacts.filter((id) => RECORD.test(id)).slice(0, MOST.contacts);
  if (asked.length === 0 || !abilitiesOf(session.scopes).has('deals')) return [];
  const of = await dealsOf(session, asked);
  const ids = newest(
    [...of.values()].flat().map((id) => ({ id })),
    MOST.deals,
  );
  const deals = await readRecords(session, 'deal', ids);
  const found = await Promise.all(deals.map((deal) => openDeal(deal, stages)));
  const open = new Map(found.flatMap((deal) => (deal ? [[deal.id, deal] as const] : [])));
  return [...of].flatMap(([contact, ids]) =>
    ids.flatMap((id) => {
      const deal = open.get(id);
      return deal ? [{ contact, ...deal, url: recordUrl(session, 'deal', id, contact) }] : [];
    }),
  );
}

async function dealsOf(
  session: CrmSession,
  contacts: readonly ContactId[],
): Promise<ReadonlyMap<ContactId, readonly string[]>> {
  const body = {
    inputs: contacts.map((id) => ({ id })),
  } satisfies BatchInputPublicFetchAssociationsBatchRequest;
  const path = `/crm/associations/${VERSION}/contacts/deals/batch/read`;
  const reply = await ask(session, { method: 'POST', path, body });
  const { results } = read(AssociatedMany, 'associations', succeeded(reply, 'to read associations'));
  const asked = new Map(contacts.map((id) => [id as string, id]));
  return new Map(
    results.flatMap(({ from, to }) => {
      const contact = asked.get(from.id);
      return contact ? [[contact, [...new Set(to.map(({ toObjectId }) => toObjectId))]] as const] : [];
    }),
  );
}

async function openDeal(
  { id, properties }: WireRecord,
  { stage }: Stages,
): Promise<Omit<OpenDeal, 'contact' | 'url'> | undefined> {
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
