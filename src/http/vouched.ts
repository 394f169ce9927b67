import type { Request } from 'express';
import type { HttpDeps } from './deps.ts';
import { inboundOf } from './inbound.ts';
import { Refusal } from './problem.ts';

/** A person on a page inside a CRM, for whom the CRM's signature vouches. */
export interface Vouched {
  /** `<crm>-<account>`, whether Kith is installed there or not. */
  readonly installation: string;
  readonly crm: string;
  /** Who it is there; stable. */
  readonly user: string;
  /** What the record says of who decided. */
  readonly as: string;
  /** The page is shown in a frame. */
  readonly framed: boolean;
}

type Crms = HttpDeps['crms'];

/** Whether a request says that a CRM signed it. One that does is nothing else: it never falls back to a cookie or to where it came from. */
export function saysSigned(req: Request, crms: Crms): boolean {
  return [...crms.values()].some(({ connector }) => hasHeader(req, connector.signedBy));
}

/**
 * Whom a CRM vouches for; undefined for a request that no CRM claims to have signed. Its raw body must have been read.
 * @throws Refusal 401 for a signature that is not genuine, or that names nobody.
 */
export function vouchedFor(req: Request, { crms, now }: Pick<HttpDeps, 'crms' | 'now'>): Vouched | undefined {
  const claimed = [...crms.values()].filter(({ connector }) => hasHeader(req, connector.signedBy));
  if (claimed.length === 0) return undefined;
  for (const { connector, app } of claimed) {
    const visitor = connector.visitor(app, inboundOf(req), now());
    if (!visitor) continue;
    const { account, user, name = `User ${user} in ${connector.title}` } = visitor;
    const framed = connector.pages === 'framed';
    return { installation: `${connector.id}-${account}`, crm: connector.id, user, as: name, framed };
  }
  throw new Refusal(401, NOT_GENUINE);
}

const NOT_GENUINE =
  'The CRM’s signature of this request is not genuine, or too old. Reload the page. If it stays so, an administrator of Kith should check that KITH_PUBLIC_URL is the address the CRM calls, and that the client secret is the app’s.';

const hasHeader = (req: Request, names: readonly string[]) =>
  names.some((name) => req.headers[name] !== undefined);
