import type { Viewer } from './access.ts';
import { Refusal } from './problem.ts';

/** How the document says so. */
export const NOT_IN_CRM = { 403: { says: 'A page in the CRM may not' } };

/**
 * What only an administrator may look at, with the access key: many an address is a secret by itself, and what was
 * delivered is other people's words. @throws Refusal 403 for a person on a CRM's page.
 */
export function ownPanelOnly({ visitor }: Viewer, what: string): void {
  if (visitor) throw new Refusal(403, `${what} are looked at in Kith’s own panel.`);
}
