import type { ApexCall } from '../apex-class.ts';
import { NOT_REACHED } from './KithAnswer.ts';
import type { KithAnswer } from './KithAnswer.ts';
import type { KithRequest } from './KithRequest.ts';

/**
 * Simulator of `KithApi.cls`: a real callout to Kith, with the key as the external credential puts it. Trouble on the
 * way is a status, never an exception.
 */
export async function send(
  { method, path, body }: KithRequest,
  { org, viewer, credential, settings }: ApexCall,
): Promise<KithAnswer> {
  if (!credential) return { status: NOT_REACHED, body: '' };
  try {
    const response = await fetch(`${credential.url}${path}`, {
      method,
      redirect: 'manual',
      signal: AbortSignal.timeout(settings.timeoutMs),
      headers: {
        Authorization: `Bearer ${credential.key}`,
        Accept: 'application/json',
        'X-Kith-Org': org.orgId,
        'X-Kith-User': viewer.id,
        ...(body !== '' && { 'Content-Type': 'application/json' }),
      },
      ...(body !== '' && { body }),
    });
    return { status: response.status, body: await response.text() };
  } catch (error) {
    if (!isTrouble(error)) throw error;
    return { status: NOT_REACHED, body: '' };
  }
}

/** `fetch` says a dead line as a TypeError, and an ended wait as a TimeoutError. */
const isTrouble = (error: unknown) =>
  (error instanceof TypeError && error.cause !== undefined) ||
  (error instanceof DOMException && error.name === 'TimeoutError');
