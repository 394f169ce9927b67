import { Failure, failureOfStatus, retryAfter } from '../../../src/core/failure.ts';
import type { NetworkTools } from '../../../src/ports/network.ts';
import { WireAccount } from './wire.ts';

export type Tools = NetworkTools<{ readonly base: string; readonly apiKey?: string | undefined }>;

/** An account by handle or id; undefined where there is none. @throws Failure */
export function getAccount({ ask, settings, now }: Tools, name: string): Promise<WireAccount | undefined> {
  const url = `${settings.base}/accounts/${encodeURIComponent(name)}`;
  const headers = {
    accept: 'application/json',
    ...(settings.apiKey && { authorization: `Bearer ${settings.apiKey}` }),
  };
  return ask({ url, headers, host: 'us' }, (answer) => {
    const kind = failureOfStatus(answer.status);
    if (kind) {
      const retryAfterMs = retryAfter(answer.headers.get('retry-after'), now());
      throw new Failure(kind, `Yours answered ${answer.status}`, { retryAfterMs });
    }
    if (answer.status === 404 || answer.status === 410) return undefined;
    const parsed = WireAccount.safeParse(answer.json());
    if (parsed.success) return parsed.data;
    throw new Failure('malformed', 'Yours answered in an unknown shape', { cause: parsed.error });
  });
}
