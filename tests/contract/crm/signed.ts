import type { Inbound } from '../../../src/ports/crm.ts';
import type { CrmKit } from './kit.ts';

/** A genuine delivery of a CRM that signs them, sent at this moment with this secret. */
export function signed(
  kit: CrmKit,
  body: Buffer,
  at: Date = kit.now,
  secret: string = kit.app.clientSecret,
): Inbound {
  if (!kit.sign) throw new Error('A CRM that signs its deliveries brings how it does');
  return kit.sign(body, at, secret);
}
