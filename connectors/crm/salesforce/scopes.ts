import type { Ability } from '../../../src/ports/crm-items.ts';

/** The least that lets Kith work: the API, and to go on without the person who consented. */
export const SCOPES = ['api', 'refresh_token'] as const;

/** What each may do beyond that the permission sets of the connecting user decide, record by record. */
const WITH_API: readonly Ability[] = ['contacts', 'tickets', 'lists', 'deals', 'tasks'];

export function abilitiesOf(granted: readonly string[]): ReadonlySet<Ability> {
  // An administrator may have given the app all that there is.
  return new Set(granted.includes('api') || granted.includes('full') ? WITH_API : []);
}
