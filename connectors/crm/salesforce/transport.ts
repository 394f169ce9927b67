import { PassThrough } from 'node:stream';
import type { HttpRequest, HttpResponse } from 'jsforce';
import type { Transport } from 'jsforce/lib/transport.js';
import { Failure } from '../../../src/core/failure.ts';

/** Of one request, headers and body together; the gate's own is shorter, and ends it by its signal. */
const TIME_MS = 60_000;
/** Results of the largest job that Kith hands over stay below it. */
const MOST_BYTES = 64_000_000;

/**
 * How jsforce reaches Salesforce. Its own way ends the process when a connection breaks in the middle of an answer, asks
 * five times by itself, sends the token along with a redirect, and knows no signal.
 */
export async function transportOf(
  signal: AbortSignal,
  answered: (response: HttpResponse) => void,
): Promise<Transport> {
  const { Transport } = await import('jsforce/lib/transport.js');
  const { StreamPromise } = await import('jsforce/lib/util/promise.js');
  const httpRequest = (request: HttpRequest) =>
    StreamPromise.create<HttpResponse>(() => ({
      stream: new PassThrough(),
      promise: exchange(request, signal).then((response) => {
        answered(response);
        return response;
      }),
    }));
  return Object.assign(new Transport(), { httpRequest });
}

/**
 * One request and its whole answer; no second attempt, no redirect.
 * @throws Failure `unavailable` when it takes too long, `malformed` when it is too large; errors of the connection as
 *   they are, for the gate to name.
 */
export async function exchange(request: HttpRequest, signal: AbortSignal): Promise<HttpResponse> {
  const time = AbortSignal.timeout(TIME_MS);
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: request.headers ?? {},
      ...(typeof request.body === 'string' && { body: request.body }),
      redirect: 'manual',
      signal: AbortSignal.any([signal, time]),
    });
    const body = await textOf(response);
    return { statusCode: response.status, headers: Object.fromEntries(response.headers), body };
  } catch (error) {
    if (time.aborted)
      throw new Failure('unavailable', `Salesforce did not answer within ${TIME_MS / 1000} s`);
    throw error;
  }
}

async function textOf(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body ?? []) {
    bytes += part.byteLength;
    if (bytes > MOST_BYTES) throw new Failure('malformed', 'Salesforce answered more than can be read');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
