import type { z } from 'zod';
import { Failure, failureOfStatus, retryAfter } from '../../../src/core/failure.ts';
import type { NetworkTools } from '../../../src/ports/network.ts';
import { WireAccount, WireAccounts, WireLetters } from './wire.ts';

export type Tools = NetworkTools<{ readonly base: string; readonly apiKey?: string | undefined }>;

/** An account by handle or id; undefined where there is none. @throws Failure */
export const getAccount = (tools: Tools, name: string): Promise<WireAccount | undefined> =>
  get(tools, `/accounts/${encodeURIComponent(name)}`, WireAccount);

/** Accounts of people with this name. @throws Failure */
export const getAccounts = async (tools: Tools, name: string): Promise<WireAccounts> =>
  (await get(tools, `/accounts?name=${encodeURIComponent(name)}`, WireAccounts)) ?? [];

/** A page of somebody's open letters, newest first, and the name of the next one. @throws Failure */
export const getLetters = async (tools: Tools, id: string, page: string): Promise<WireLetters> =>
  (await get(tools, `/accounts/${encodeURIComponent(id)}/letters?page=${page}`, WireLetters)) ?? {
    letters: [],
  };

function get<S extends z.ZodType>(
  { ask, settings, now }: Tools,
  path: string,
  schema: S,
): Promise<z.output<S> | undefined> {
  const headers = {
    accept: 'application/json',
    ...(settings.apiKey && { authorization: `Bearer ${settings.apiKey}` }),
  };
  return ask({ url: settings.base + path, headers, host: 'us' }, (answer) => {
    const kind = failureOfStatus(answer.status);
    if (kind) {
      const retryAfterMs = retryAfter(answer.headers.get('retry-after'), now());
      throw new Failure(kind, `Penpal answered ${answer.status}`, { retryAfterMs });
    }
    if (answer.status === 404 || answer.status === 410) return undefined;
    const parsed = schema.safeParse(answer.json());
    if (parsed.success) return parsed.data;
    throw new Failure('malformed', 'Penpal answered in an unknown shape', { cause: parsed.error });
  });
}
