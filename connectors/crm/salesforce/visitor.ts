import { createHmac, timingSafeEqual } from 'node:crypto';
import type { CrmApp, Inbound } from '../../../src/ports/crm.ts';
import type { Visitor } from '../../../src/ports/crm-items.ts';
import { wholeId } from './ids.ts';

/** A call that says which org it comes from proves it by that org's key, or is refused. */
export const SIGNED_BY = ['x-kith-org'] as const;

/**
 * The key that an org's pages and flows bring, from its external credential: the same whenever it is asked for, another
 * for each org, and none of Salesforce's.
 */
export function keyFor({ keySecret = '' }: CrmApp, account: string): string {
  if (keySecret === '') throw new Error('Keys for orgs are derived from a secret, and this app has none');
  return createHmac('sha256', keySecret)
    .update(`calls of salesforce ${wholeId(account) ?? account}`)
    .digest('base64url');
}

/** Who asks from a page or a flow in an org. The org's own Apex names the user; the key proves the org. Never throws. */
export function visitor(app: CrmApp, { headers }: Inbound): Visitor | undefined {
  const account = idIn(headers['x-kith-org'], '00D');
  const user = idIn(headers['x-kith-user'], '005');
  const key = /^Bearer (\S{1,200})$/.exec(headers['authorization'] ?? '')?.[1];
  if (!app.keySecret || account === undefined || user === undefined || key === undefined) return undefined;
  return isSame(key, keyFor(app, account)) ? { account, user } : undefined;
}

function idIn(text: string | undefined, begins: string): string | undefined {
  return text?.startsWith(begins) ? wholeId(text) : undefined;
}

function isSame(said: string, own: string): boolean {
  const [a, b] = [Buffer.from(said), Buffer.from(own)];
  return a.length === b.length && timingSafeEqual(a, b);
}
