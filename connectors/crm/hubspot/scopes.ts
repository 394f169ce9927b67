import type { CrmApp } from '../../../src/ports/crm.ts';
import type { Withheld } from '../../../src/ports/crm-deals.ts';
import type { Ability } from '../../../src/ports/crm-items.ts';

/** Exactly what the app's manifest requires: HubSpot blocks an install whose scopes differ from it. */
export const SCOPES = [
  'oauth',
  'crm.objects.contacts.read',
  'crm.objects.contacts.write',
  'crm.schemas.contacts.read',
  'crm.schemas.contacts.write',
] as const;

/** Asked beside those; whoever approves may lack them, and Kith then does without. */
export const OPTIONAL_SCOPES = [
  'tickets',
  'crm.lists.read',
  'crm.lists.write',
  'crm.objects.deals.read',
  'crm.objects.companies.read',
] as const;

/** Tasks and notes belong to contacts at HubSpot, and need no scope of their own. */
const NEEDED = {
  contacts: ['crm.objects.contacts.write'],
  tasks: ['crm.objects.contacts.write'],
  notes: ['crm.objects.contacts.write'],
  tickets: ['tickets'],
  lists: ['crm.lists.read', 'crm.lists.write'],
  deals: ['crm.objects.deals.read'],
  companies: ['crm.objects.companies.read'],
} as const satisfies Record<Ability, readonly (typeof SCOPES | typeof OPTIONAL_SCOPES)[number][]>;

/** What these granted scopes allow. */
export function abilitiesOf(granted: readonly string[]): ReadonlySet<Ability> {
  const abilities = Object.keys(NEEDED) as Ability[];
  return new Set(abilities.filter((ability) => NEEDED[ability].every((scope) => granted.includes(scope))));
}

/** What a portal granted to the app. */
interface Granted {
  readonly scopes: readonly string[];
  readonly app: Pick<CrmApp, 'publicUrl'>;
}

/** What was not granted, each with the way to grant it. */
export function withheldFrom({ scopes, app }: Granted): readonly Withheld[] {
  const granted = abilitiesOf(scopes);
  const missing = (Object.keys(NEEDED) as Ability[]).filter((ability) => !granted.has(ability));
  return missing.map((ability) => ({
    ability,
    cure: `Whoever may grant ${NEEDED[ability].join(' and ')} in HubSpot connects it again at ${app.publicUrl}/install/hubspot.`,
  }));
}
