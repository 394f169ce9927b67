import { z } from 'zod';
import { InstallationId } from '../../core/ids.ts';
import type { HowToLeave } from '../../flows/uninstall.ts';
import { Trouble } from './trouble.ts';

const Installation = z.object({
  id: InstallationId,
  account: z.string(),
  status: z.enum(['active', 'uninstalled']),
  sample: z.boolean(),
});
export type InstallationLine = z.output<typeof Installation>;

const Ready = z.object({ status: z.string() });
const Installations = z.object({ installations: z.array(Installation) });
const Key = z.object({ key: z.string().min(1) });
const Claimed = z.object({ installation: InstallationId });
const Leaving = z.object({ purgeAt: z.iso.datetime() });
const Problem = z.object({ detail: z.string() });

/** How Apex calls Kith: for which org, for whom, with the org's own key. */
export interface AsApex {
  readonly key: string;
  readonly org: string;
  readonly user: string;
  readonly record: string;
}

/** A running Kith, asked with its access key. Every call throws `Trouble` with what to do. */
export interface KithServer {
  /** Without a slash at the end. */
  readonly url: string;
  ready(): Promise<void>;
  installations(): Promise<readonly InstallationLine[]>;
  /** The key with which this org calls Kith; the same each time. */
  keyOf(org: string): Promise<string>;
  /** Connects the org without a person's consent in a browser. */
  connect(org: { readonly signIn: string; readonly user: string }): Promise<string>;
  /** @returns the status of the answer */
  callAsApex(call: AsApex): Promise<number>;
  export(installation: InstallationId): Promise<AsyncIterable<Uint8Array>>;
  uninstall(installation: InstallationId, how: HowToLeave): Promise<Date>;
}

const REQUEST_MS = 60_000;

/** @param accessKey is sent to this address only: a redirect is an error. */
export function openServer(address: string, accessKey: string): KithServer {
  const url = address.replace(/\/+$/, '');
  const keyed = { authorization: `Bearer ${accessKey}` };
  const get = async <T>(path: string, schema: z.ZodType<T>) =>
    read(await answered(url, path, { headers: keyed }), schema);
  const post = async <T>(path: string, body: unknown, schema: z.ZodType<T>) => {
    const headers = { ...keyed, 'content-type': 'application/json' };
    return read(await answered(url, path, { method: 'POST', headers, body: JSON.stringify(body) }), schema);
  };
  return {
    url,
    ready: async () => void (await read(await answered(url, '/readyz', {}), Ready)),
    installations: async () => (await get('/api/v1/installations', Installations)).installations,
    keyOf: async (org) => (await post(`/api/v1/accounts/salesforce/${org}/key`, {}, Key)).key,
    connect: async (org) => (await post('/api/v1/accounts/salesforce', org, Claimed)).installation,
    async callAsApex({ key, org, user, record }) {
      const headers = { authorization: `Bearer ${key}`, 'x-kith-org': org, 'x-kith-user': user };
      const { status, body } = await fetched(url, `/api/v1/records/${record}`, { headers });
      await body?.cancel();
      return status;
    },
    async export(installation) {
      const { body } = await answered(url, `/api/v1/export?installation=${installation}`, { headers: keyed });
      if (!body) throw new Trouble(`${url} answered the export with nothing: try again.`);
      return body;
    },
    uninstall: async (installation, how) =>
      new Date((await post(`/api/v1/uninstall?installation=${installation}`, how, Leaving)).purgeAt),
  };
}

async function fetched(url: string, path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url + path, { ...init, redirect: 'error', signal: AbortSignal.timeout(REQUEST_MS) });
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : undefined;
    const code = cause && 'code' in cause && typeof cause.code === 'string' ? ` (${cause.code})` : '';
    throw new Trouble(`${url} does not answer as Kith does${code}: start the server, or correct --server.`);
  }
}

async function answered(url: string, path: string, init: RequestInit): Promise<Response> {
  const answer = await fetched(url, path, init);
  if (answer.ok) return answer;
  throw new Trouble(await refusal(url, answer));
}

/** Problem documents (RFC 9457) say in `detail` what to do. */
async function refusal(url: string, answer: Response): Promise<string> {
  const problem = Problem.safeParse(await answer.json().catch(() => undefined));
  if (answer.status === 401 && (!problem.success || /access key/.test(problem.data.detail))) {
    return `${url} does not accept the access key: set KITH_ACCESS_KEY to the one it printed when it started.`;
  }
  if (problem.success) return `${url} says: ${problem.data.detail}`;
  return answer.status === 503
    ? `${url} is not ready: its database or queue cannot be reached.`
    : `${url} answered ${answer.status}: is this the address of a Kith?`;
}

async function read<T>(answer: Response, schema: z.ZodType<T>): Promise<T> {
  const parsed = schema.safeParse(await answer.json().catch(() => undefined));
  if (!parsed.success)
    throw new Trouble(`${answer.url} answered something else: is this the address of a Kith?`);
  return parsed.data;
}
