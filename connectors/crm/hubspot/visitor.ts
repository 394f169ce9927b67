import type { CrmApp, Inbound } from '../../../src/ports/crm.ts';
import type { Visitor } from '../../../src/ports/crm-items.ts';
import { isSigned, queryOf } from './signature.ts';

const ID = /^[1-9]\d{0,18}$/;
const ADDRESS = /^[^\s\p{Cc}]{1,120}@[^\s\p{Cc}]{1,120}$/u;

/**
 * Who asks from a card or a settings page: HubSpot adds portal and user to the address and signs it with the rest.
 * What the page wrote itself proves nothing, so an address that names a portal or a user twice is nobody's.
 * Never throws.
 */
export function visitor(app: CrmApp, request: Inbound, now: Date): Visitor | undefined {
  if (!isSigned(app, request, now)) return undefined;
  const query = queryOf(request);
  const account = only(query, 'portalId');
  const user = only(query, 'userId');
  if (account === undefined || user === undefined) return undefined;
  if (query.getAll('userEmail').length > 1 || query.getAll('appId').length > 1) return undefined;
  const name = addressIn(query.get('userEmail'));
  return { account, user, ...(name !== undefined && { name }) };
}

function only(query: URLSearchParams, name: string): string | undefined {
  const [first, ...others] = query.getAll(name);
  return first !== undefined && others.length === 0 && ID.test(first) ? first : undefined;
}

/** No address has a blank in it: where one is read, a plus sign was written. */
function addressIn(text: string | null): string | undefined {
  const address = text?.replaceAll(' ', '+');
  return address !== undefined && ADDRESS.test(address) ? address : undefined;
}
