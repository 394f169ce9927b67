import type { CrmSession } from '../../../src/ports/crm.ts';
import type { Withheld } from '../../../src/ports/crm-deals.ts';
import type { Org } from './org.ts';
import { abilitiesOf } from './scopes.ts';

/** The way from a contact to its deals: not there for a user who may not read them. */
export const TO_DEALS = 'OpportunityContactRoles';
/** So long a user who may not is taken to still not be allowed to. */
const LOOKS_AGAIN_MS = 300_000;

/** Why Kith reads no deals here, as far as the grant and the permissions of the connecting user say; undefined: it may. */
export async function dealsWithheld(org: Org): Promise<Withheld | undefined> {
  if (!abilitiesOf(org.session.scopes).has('deals')) return notGranted(org.session);
  const mayRead = async (notOlderMs?: number) =>
    (await org.describe('Contact', notOlderMs)).children.has(TO_DEALS);
  // An administrator may have allowed it since.
  return (await mayRead()) || (await mayRead(LOOKS_AGAIN_MS)) ? undefined : NOT_PERMITTED;
}

/** The permission set of the package allows it. Whoever may not read opportunities may not read contacts' roles in them either. */
export const NOT_PERMITTED: Withheld = {
  ability: 'deals',
  cure:
    'An administrator of Salesforce gives the user with which Kith connects the permission set Kith Integration, ' +
    'or Read on opportunities.',
};

const notGranted = ({ app }: CrmSession): Withheld => ({
  ability: 'deals',
  cure: `An administrator of Salesforce connects it again at ${app.publicUrl}/install/salesforce.`,
});
