import { z } from 'zod';
import { Failure } from '../../../src/core/failure.ts';
import type { OpenDeal } from '../../../src/core/influence/neighbourhood/deal.ts';
import { ContactId } from '../../../src/core/ids.ts';
import { personOf } from './ids.ts';
import type { Org } from './org.ts';
import { recordUrl } from './pages.ts';
import { abilitiesOf } from './scopes.ts';
import { PAGE, among, listsOf, query } from './soql.ts';
import { Id } from './wire.ts';

/** Contacts of one question, so that it fits into an address. */
const MOST = 200;

const Role = z.object({
  ContactId: Id,
  Opportunity: z.object({
    Id,
    Name: z.string().nullish(),
    StageName: z.string().nullish(),
    Amount: z.number().nullish(),
    CurrencyIsoCode: z.string().nullish(),
  }),
});

/**
 * The opportunities that are not closed in which these contacts have a role, of each 200 contacts the newest 2,000; leads have
 * none, and what the connecting user may not see is left out. A call for each 200; another where the user may not see amounts.
 */
export async function openDeals(org: Org, contacts: readonly ContactId[]): Promise<readonly OpenDeal[]> {
  const asked = contacts.filter((id) => personOf(id) === 'Contact');
  if (asked.length === 0 || !abilitiesOf(org.session.scopes).has('deals')) return [];
  const { children, fields } = await org.describe('Contact');
  if (!children.has('OpportunityContactRoles')) return [];
  // Only an org of many currencies says which one an amount is in.
  const currency = fields.some(({ name }) => name === 'CurrencyIsoCode') ? ['CurrencyIsoCode'] : [];
  const records: z.output<typeof Role>[] = [];
  for (const list of listsOf(asked, MOST)) {
    const found = await roles(org, list, ['Amount', ...currency]).catch((error: unknown) => {
      if (error instanceof Failure && error.kind === 'rejected') return roles(org, list, []);
      throw error;
    });
    records.push(...found);
  }
  const base = await org.session.base();
  return records.map(({ ContactId: contact, Opportunity: deal }) => ({
    ...{ contact: ContactId.parse(contact), id: deal.Id, title: deal.Name || `Opportunity ${deal.Id}` },
    ...(deal.StageName && { stage: deal.StageName }),
    ...(typeof deal.Amount === 'number' && {
      amount: { value: deal.Amount, ...(deal.CurrencyIsoCode && { currency: deal.CurrencyIsoCode }) },
    }),
    url: recordUrl(base, 'Opportunity', deal.Id),
  }));
}

async function roles({ session }: Org, contacts: readonly string[], more: readonly string[]) {
  const fields = ['Id', 'Name', 'StageName', ...more].map((name) => `Opportunity.${name}`);
  const soql =
    `SELECT ContactId,${fields.join(',')} FROM OpportunityContactRole WHERE ContactId IN ${among(contacts)} ` +
    `AND Opportunity.IsClosed = false ORDER BY Opportunity.CreatedDate DESC LIMIT ${PAGE}`;
  return (await query(session, 'open opportunities', soql, Role)).records;
}
