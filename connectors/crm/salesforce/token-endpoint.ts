import { z } from 'zod';
import { Failure } from '../../../src/core/failure.ts';
import type { Pass } from '../../../src/ports/outgoing.ts';
import { failureIn } from './refusals.ts';
import { exchange } from './transport.ts';

/** Of the calls that belong to no org. */
const LANE = 'salesforce-oauth';

/** The person took the consent back, the code or the refresh token was used before, or nobody admitted the app. */
const DEAD: ReadonlySet<string> = new Set([
  'invalid_grant',
  'invalid_app_access',
  'inactive_user',
  'inactive_org',
]);
/** Answers about a token that is none any more. */
const NO_TOKEN: ReadonlySet<string> = new Set(['invalid_token', 'unsupported_token_type', ...DEAD]);
const NOT_IN_ORG = 'OAUTH_EC_APP_NOT_FOUND';

/** RFC 6749 §5.2; the prose beside it may repeat what was sent. */
const Refusal = z.object({
  error: z.string().regex(/^[A-Za-z_]{2,80}$/),
  error_description: z.string().optional(),
});

/** @throws Failure `unauthorized` for a dead grant, `rejected` for an app that Salesforce does not take */
export async function askForToken(
  pass: Pass,
  signIn: string,
  form: Readonly<Record<string, string>>,
  now: Date,
): Promise<unknown> {
  const { status, body } = await post(pass, `${signIn}/services/oauth2/token`, form, now);
  if (status < 300) return jsonIn(body);
  const code = codeIn(body);
  if (DEAD.has(code)) {
    throw new Failure('unauthorized', `Salesforce no longer knows this permission (${code})`);
  }
  throw refusedApp(status, code);
}

/** A token that is dead already is no error. */
export async function giveBack(pass: Pass, signIn: string, token: string, now: Date): Promise<void> {
  const { status, body } = await post(pass, `${signIn}/services/oauth2/revoke`, { token }, now);
  if (status < 300) {
    // Salesforce says nothing; whatever speaks here is not Salesforce.
    if (body.trim() !== '')
      throw new Failure('malformed', 'Salesforce answered a revocation in an unknown shape');
    return;
  }
  const code = codeIn(body);
  if (!NO_TOKEN.has(code) && code !== NOT_IN_ORG) throw refusedApp(status, code);
}

async function post(pass: Pass, url: string, form: Readonly<Record<string, string>>, now: Date) {
  return pass(LANE, async (signal) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' };
    const sent = { method: 'POST' as const, url, headers, body: new URLSearchParams(form).toString() };
    const { statusCode: status, headers: answered, body } = await exchange(sent, signal);
    // 401 here is about the app's own credentials, not about the grant: nobody took anything back.
    const failure = status === 401 ? undefined : failureIn(status, [], answered, now);
    if (failure) throw failure;
    return { status, body };
  });
}

function jsonIn(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function codeIn(body: string): string {
  const refusal = Refusal.safeParse(jsonIn(body)).data;
  return refusal?.error_description?.includes(NOT_IN_ORG) ? NOT_IN_ORG : (refusal?.error ?? 'UNKNOWN');
}

function refusedApp(status: number, code: string): Failure {
  const cure =
    code === NOT_IN_ORG
      ? 'this org does not have the app: install the package Kith Connect there first'
      : 'check the consumer key, the consumer secret and the callback URL of the external client app';
  return new Failure('rejected', `Salesforce refused the app itself (${status} ${code}): ${cure}`);
}
