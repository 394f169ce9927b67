import { z } from 'zod';
import { Failure } from '../../../src/core/failure.ts';
import { ContactId } from '../../../src/core/ids.ts';
import { NO_DEALS } from '../../../src/ports/crm-deals.ts';
import type { DealsRead } from '../../../src/ports/crm-deals.ts';
import { NOT_PERMITTED, dealsWithheld } from './deals-right.ts';
import { personOf } from './ids.ts';
import type { Org } from './org.ts';
import { recordUrl } from './pages.ts';
import { among, listsOf, queryAll } from './soql.ts';
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
type Role = z.output<typeof Role>;

/**
 * All opportunities that are not closed in which these contacts have a role, the newest first; leads have none. A call for
 * each 200 contacts and 2,000 roles; another where the connecting user may not see amounts.
 */
export async function openDeals(org: Org, contacts: readonly ContactId[]): Promise<DealsRead> {
  const asked = contacts.filter((id) => personOf(id) === 'Contact');
  if (contacts.length === 0) return NO_DEALS;
  const withheld = await dealsWithheld(org);
  if (withheld) return { withheld };
  const records = await rolesOf(org, asked);
  if (records === undefined) return { withheld: NOT_PERMITTED };
  const base = await org.session.base();
  const deals = records.map(({ ContactId: contact, Opportunity: deal }) => ({
    ...{ contact: ContactId.parse(contact), id: deal.Id, title: deal.Name || `Opportunity ${deal.Id}` },
    ...(deal.StageName && { stage: deal.StageName }),
    ...(typeof deal.Amount === 'number' && {
      amount: { value: deal.Amount, ...(deal.CurrencyIsoCode && { currency: deal.CurrencyIsoCode }) },
    }),
    url: recordUrl(base, 'Opportunity', deal.Id),
  }));
  return { ...NO_DEALS, deals };
}

/** Undefined: the connecting user may not see them. */
async function rolesOf(org: Org, contacts: readonly ContactId[]): Promise<readonly Role[] | undefined> {
  const { fields } = await org.describe('Contact');
  // Only an org of many currencies says which one an amount is in.
  const currency = fields.some(({ name }) => name === 'CurrencyIsoCode') ? ['CurrencyIsoCode'] : [];
  const records: Role[] = [];
  for (const list of listsOf(contacts, MOST)) {
    const found = (await roles(org, list, ['Amount', ...currency])) ?? (await roles(org, list, []));
    if (found === undefined) {
      // The permission was taken away since the org was described.
      org.forget();
      return undefined;
    }
    records.push(...found);
  }
  return records;
}

/** Undefined: something of it may not be seen. */
async function roles(
  { session }: Org,
  contacts: readonly string[],
  more: readonly string[],
): Promise<readonly Role[] | undefined> {
  const fields = ['Id', 'Name', 'StageName', ...more].map((name) => `Opportunity.${name}`);
  const soql =
    `SELECT ContactId,${fields.join(',')} FROM OpportunityContactRole WHERE ContactId IN ${among(contacts)} ` +
    'AND Opportunity.IsClosed = false ORDER BY Opportunity.CreatedDate DESC';
  try {
    return await queryAll(session, 'open opportunities', soql, Role);
  } catch (error) {
    if (error instanceof Failure && error.kind === 'rejected' && UNSEEN.test(error.message)) return undefined;
    throw error;
  }
}

/** To who may not see it, an object or a field is not there. */
const UNSEEN = /\bINVALID_(TYPE|FIELD)\b/;
