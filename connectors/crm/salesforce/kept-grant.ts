import { createSign } from 'node:crypto';
import { z } from 'zod';
import { Failure } from '../../../src/core/failure.ts';
import type { CrmApp } from '../../../src/ports/crm.ts';
import { audienceOf } from './sign-in.ts';

const Claimed = z.union([
  z.object({ jwt: z.object({ signIn: z.url(), user: z.string().min(1) }) }),
  z.object({ credentials: z.object({ signIn: z.url() }) }),
]);
const Consented = z.object({ signIn: z.url(), refreshToken: z.string().min(1) });

/** What stands in the place of a refresh token: how to come by the next access token, and where. */
export type Kept = z.output<typeof Claimed> | z.output<typeof Consented>;

/** A refresh token of the page where everybody signs in stands alone; whatever else is kept is JSON. */
export function inWords(app: CrmApp, kept: Kept): string {
  return 'refreshToken' in kept && kept.signIn === app.authorizeBase
    ? kept.refreshToken
    : JSON.stringify(kept);
}

export function keptOf(app: CrmApp, words: string): Kept {
  if (!words.startsWith('{')) return { signIn: app.authorizeBase, refreshToken: words };
  return z.union([Claimed, Consented]).parse(JSON.parse(words));
}

/** Seconds from now; Salesforce takes at most five minutes. */
const ASSERTED = 180;

/** How a token is claimed without a person. Source: Salesforce, "OAuth 2.0 JWT Bearer Flow", "Client Credentials Flow". */
export function claimForm(
  app: CrmApp,
  kept: z.output<typeof Claimed>,
  now: Date,
): Readonly<Record<string, string>> {
  if ('credentials' in kept) {
    return { grant_type: 'client_credentials', client_id: app.clientId, client_secret: app.clientSecret };
  }
  const { signIn, user } = kept.jwt;
  const claims = {
    iss: app.clientId,
    sub: user,
    aud: audienceOf(app, signIn),
    exp: Math.floor(now.getTime() / 1000) + ASSERTED,
  };
  return { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion: signed(app, claims) };
}

/** RFC 7519, by RS256. */
function signed({ privateKey = '' }: CrmApp, claims: object): string {
  const unsigned = [{ alg: 'RS256', typ: 'JWT' }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  try {
    return `${unsigned}.${createSign('RSA-SHA256').update(unsigned).sign(privateKey, 'base64url')}`;
  } catch {
    throw new Failure('rejected', 'The app’s private key for Salesforce is no RSA key in PEM');
  }
}
