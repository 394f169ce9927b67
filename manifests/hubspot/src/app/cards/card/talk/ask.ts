import { hubspot } from '@hubspot/ui-extensions';
import { kindOf } from './trouble.ts';
import type { Trouble } from './trouble.ts';

export interface Request {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Behind the address of Kith, beginning with a slash. */
  readonly path: string;
  readonly body?: Record<string, unknown>;
}

/** `body` is undefined where Kith answered without one. */
export type Answer =
  { readonly ok: true; readonly body: unknown } | { readonly ok: false; readonly trouble: Trouble };

/** What HubSpot waits for at most, in milliseconds. */
const TIMEOUT_MS = 15_000;

/**
 * Asks Kith's API once. HubSpot sends the request, says who asks from which account and signs both; it may send it
 * twice, so whatever is asked must bear that. Never throws.
 * @param base where Kith runs, `https://…` without a slash at the end; undefined where the app was not told.
 */
export async function ask(base: string | undefined, request: Request): Promise<Answer> {
  if (base === undefined) return { ok: false, trouble: { kind: 'no address', says: '' } };
  const { method, path, body } = request;
  try {
    const response = await hubspot.fetch(base + path, { method, timeout: TIMEOUT_MS, ...(body && { body }) });
    const said = await bodyOf(response);
    if (response.ok) return { ok: true, body: said };
    return { ok: false, trouble: { kind: kindOf(response.status), says: wordsOf(said) } };
  } catch {
    // HubSpot's own message names addresses, not what a person can do.
    return { ok: false, trouble: { kind: 'not reached', says: '' } };
  }
}

/** Where Kith runs, from the variables with which the app was uploaded. */
export function baseOf(variables: Readonly<Record<string, unknown>> | undefined): string | undefined {
  const domain = variables?.['APP_DOMAIN'];
  return typeof domain === 'string' && domain !== '' ? `https://${domain}` : undefined;
}

/** Some answers have no body. */
async function bodyOf(response: Pick<Response, 'json'>): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

/** The `detail` of a problem (RFC 9457), and what is wrong with each field. */
function wordsOf(problem: unknown): string {
  if (typeof problem !== 'object' || problem === null) return '';
  const { detail, errors } = problem as { readonly detail?: unknown; readonly errors?: unknown };
  const fields = Array.isArray(errors) ? errors.map(fieldOf) : [];
  return [typeof detail === 'string' ? detail : '', ...fields].filter((part) => part !== '').join(' ');
}

function fieldOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  const { where, says } = error as { readonly where?: unknown; readonly says?: unknown };
  return typeof where === 'string' && typeof says === 'string' ? `${where}: ${says}.` : '';
}
