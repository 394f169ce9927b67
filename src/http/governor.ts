import type { Installation } from '../ports/store.ts';
import type { Viewer } from './access.ts';
import type { HttpDeps } from './deps.ts';
import { Refusal } from './problem.ts';

/**
 * Lets nobody on a page in the CRM decide for the whole account but its governor. The people of the sample workspace are
 * made up: there everybody may try everything.
 * @throws Refusal 403 that says who may.
 */
export async function admitted(
  { visitor }: Viewer,
  { id, sample }: Installation,
  { governing }: Pick<HttpDeps, 'governing'>,
): Promise<void> {
  if (!visitor || sample) return;
  const refused = await governing.admit(id, { user: visitor.user, name: visitor.as });
  if (!refused) return;
  const who = refused.instead
    ? `For this account ${refused.instead.name} decides.`
    : 'This is decided in Kith’s own panel.';
  throw new Refusal(403, `${who} The settings in Kith’s own panel can let somebody else in the CRM decide.`);
}
