import { Trouble } from './trouble.ts';

/** Salesforce's error codes that an admin can do something about, each with its cure. */
const CURES: Readonly<Record<string, string>> = {
  INVALID_SESSION_ID: 'the login has ended: run `sf org login web` for this org and try again',
  INVALID_LOGIN: 'the login has ended: run `sf org login web` for this org and try again',
  RefreshTokenAuthError: 'the login has ended: run `sf org login web` for this org and try again',
  AuthCodeExchangeError: 'the login has ended: run `sf org login web` for this org and try again',
  JwtAuthError: 'the org does not accept this login any more: log in again with `sf org login jwt`',
  INSUFFICIENT_ACCESS: 'log in as a system administrator',
  INSUFFICIENT_ACCESS_OR_READONLY: 'log in as a system administrator',
  INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY: 'log in as a system administrator',
  API_DISABLED_FOR_ORG: 'this edition has no API: Kith needs Enterprise, Performance, Unlimited or Developer',
  API_CURRENTLY_DISABLED: 'give the user the permission “API Enabled”',
  REQUEST_LIMIT_EXCEEDED: 'the API calls of the day are used up: try again tomorrow',
  LICENSE_LIMIT_EXCEEDED: 'free a licence in Setup, Company Information',
  FIELD_INTEGRITY_EXCEPTION: 'the user’s licence does not include what the permission set gives',
  INVALID_CROSS_REFERENCE_KEY: 'what it is about is gone: run the command again',
  SERVER_UNAVAILABLE: 'Salesforce is busy: try again in some minutes',
  UNABLE_TO_LOCK_ROW: 'somebody else changes the same: try again',
  ALREADY_IN_PROCESS: 'another deployment is running: wait until it has ended',
};

/** What the network says instead of the org, and what core makes of it. */
const NO_WAY =
  /^(ECONN\w+|ENOTFOUND|ETIMEDOUT|EAI_AGAIN|EPIPE|E(HOST|NET)UNREACH|UND_ERR_\w+|DomainNotFoundError|AbortError|TimeoutError)$/;

/** A refusal of the org keeps its code, for whoever can do without what was asked. */
export class Refused extends Trouble {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'Refused';
    this.code = code;
  }
}

/**
 * What the org or the way to it said, as one sentence with its code and the cure. Its own words are left out where they
 * may quote what was sent.
 */
export function refusedBy(error: unknown): Refused {
  const code = codeOf(error);
  if (NO_WAY.test(code))
    return new Refused(code, `The org cannot be reached (${code}): check the network, and try again.`);
  const cure = CURES[code];
  return new Refused(code, `Salesforce refused (${code})${cure ? `: ${cure}` : ''}.`);
}

/** jsforce puts the org's `errorCode` on the error, core its own name, the network a code on the cause. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if ('errorCode' in error && typeof error.errorCode === 'string') return error.errorCode;
  if ('code' in error && typeof error.code === 'string') return error.code;
  const below = error.cause instanceof Error ? codeOf(error.cause) : 'Error';
  return below === 'Error' ? error.name : below;
}
