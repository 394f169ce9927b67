import { z } from 'zod';
import { Failure } from '../../../src/core/failure.ts';
import type { ContactId } from '../../../src/core/ids.ts';
import type { CrmSession } from '../../../src/ports/crm.ts';
import type { AddedItem } from '../../../src/ports/crm-items.ts';
import { insert } from './collections.ts';
import { personOf, wholeId } from './ids.ts';
import type { Org } from './org.ts';
import { recordUrl } from './pages.ts';
import type { Piece } from './pieces.ts';
import { query, quoted } from './soql.ts';
import { asOne, ask, succeeded } from './talk.ts';
import { cut } from './values.ts';
import { Id, IdRow, read } from './wire.ts';

const NAME = 80;
/** Whoever is a member already stays one. */
const MEMBER: ReadonlySet<string> = new Set(['DUPLICATE_VALUE', 'DUPLICATES_DETECTED']);
const MEMBER_OF = { Contact: 'ContactId', Lead: 'LeadId' } as const;

/** Makes contacts and leads members of the campaign of this name or id, which is made where there is none. */
export async function addToCampaign(
  org: Org,
  list: string,
  contacts: readonly ContactId[],
): Promise<AddedItem> {
  const name = list.trim();
  if (name === '') throw new Failure('rejected', 'A campaign needs a name');
  const id = await asOne(
    org.session,
    async (session) => (await campaignOf(session, name)) ?? makeCampaign(session, name),
  );
  const pieces = [...new Set(contacts)].flatMap((contact) => memberPiece(contact, id) ?? []);
  const refused = (await insert(org.session, pieces)).flatMap(({ trouble }) => trouble ?? []);
  const trouble = refused.find(({ code }) => !MEMBER.has(code));
  if (trouble) throw new Failure('rejected', `Salesforce refused members of a campaign (${trouble.code})`);
  return { id, url: recordUrl(await org.session.base(), 'Campaign', id) };
}

function memberPiece(contact: ContactId, campaign: string): Piece | undefined {
  const person = personOf(contact);
  if (person === undefined) return undefined;
  const values = { CampaignId: campaign, [MEMBER_OF[person]]: contact };
  return { contact, object: 'CampaignMember', key: contact, values };
}

async function campaignOf(session: CrmSession, name: string): Promise<string | undefined> {
  const id = name.startsWith('701') ? wholeId(name) : undefined;
  const where = id === undefined ? `Name = ${quoted(cut(name, NAME))}` : `Id = ${quoted(id)}`;
  const soql = `SELECT Id FROM Campaign WHERE ${where} ORDER BY CreatedDate LIMIT 1`;
  const found = (await query(session, 'a campaign', soql, IdRow)).records[0]?.Id;
  if (found === undefined && id !== undefined)
    throw new Failure('rejected', 'Salesforce has no such campaign');
  return found;
}

async function makeCampaign(session: CrmSession, name: string): Promise<string> {
  const body = { Name: cut(name, NAME), IsActive: true };
  const reply = await ask(session, { method: 'POST', path: '/sobjects/Campaign', body });
  return read(z.object({ id: Id }), 'a campaign', succeeded(reply, 'to make a campaign')).id;
}
