import type { Withheld } from '../ports/crm-deals.ts';
import type { Ability } from '../ports/crm-items.ts';

const DOES = {
  contacts: 'add contacts',
  tickets: 'read and add tickets',
  lists: 'keep lists',
  deals: 'read deals',
  companies: 'read companies',
  tasks: 'read and add tasks',
  notes: 'read and add notes',
} as const satisfies Record<Ability, string>;

/**
 * What an account does not let Kith do, in sentences: that, what comes of it, and what an admin does about it.
 * @param who the CRM, as the beginning of a sentence. @param so what comes of it, as its end.
 */
export function withheldSays(who: string, { ability, cure }: Withheld, so?: string): string {
  return `${who} does not let Kith ${DOES[ability]}${so === undefined ? '' : `: ${so}`}. ${cure}`;
}
