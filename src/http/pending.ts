import { createHash, createHmac, randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { Now } from '../ports/runtime.ts';
import { sameText } from './access.ts';

/** An installation between its two requests. It travels in a signed cookie, so that any process can end it. */
const Pending = z.object({
  crm: z.string(),
  state: z.string(),
  verifier: z.string(),
  until: z.number(),
  /** The account's own sign-in page, where it has one. */
  signIn: z.string().optional(),
});
type Pending = z.output<typeof Pending>;

export const LIFE_MS = 600_000;

export interface Pendings {
  readonly begin: (
    crm: string,
    signIn?: string,
  ) => {
    readonly cookie: string;
    readonly state: string;
    readonly challenge: string;
  };
  /** The verifier, once; `undefined` for a cookie that is forged, old, used, or of another state or CRM. */
  readonly end: (crm: string, cookie: string | undefined, state: unknown) => Pending | undefined;
}

/**
 * State (RFC 6749 §10.12) and PKCE (RFC 7636, S256). A state ends once in this process; elsewhere the CRM's code, which
 * can be redeemed once, ends it.
 */
export function openPendings(secret: string, now: Now): Pendings {
  const used = new LRUCache<string, true>({ max: 10_000 });
  const sign = (text: string) => createHmac('sha256', secret).update(`install ${text}`).digest('base64url');

  function open(cookie: string): Pending | undefined {
    const [text, signature] = cookie.split('.');
    if (!text || !signature || !sameText(signature, sign(text))) return undefined;
    return Pending.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))).data;
  }

  return {
    begin: (crm, signIn) => {
      const state = randomBytes(32).toString('base64url');
      const verifier = randomBytes(48).toString('base64url');
      const until = now().getTime() + LIFE_MS;
      const pending: Pending = { crm, state, verifier, until, signIn };
      const text = Buffer.from(JSON.stringify(pending)).toString('base64url');
      const challenge = createHash('sha256').update(verifier).digest('base64url');
      return { cookie: `${text}.${sign(text)}`, state, challenge };
    },
    end: (crm, cookie, state) => {
      const pending = cookie === undefined ? undefined : open(cookie);
      if (!pending || pending.crm !== crm || pending.until < now().getTime()) return undefined;
      if (typeof state !== 'string' || !sameText(state, pending.state)) return undefined;
      if (used.has(pending.state)) return undefined;
      used.set(pending.state, true);
      return pending;
    },
  };
}
