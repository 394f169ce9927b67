import jsforce from 'jsforce';
import type { Connection } from 'jsforce';
import { z } from 'zod';
import { startOrg } from './org.ts';
import type { Org, OrgOptions } from './org.ts';

const START = new Date('2026-11-20T10:00:00Z');
const Token = z.object({ access_token: z.string() });

export const CLIENT = { clientId: 'sample-app', clientSecret: 'sample-secret' };
export const ADMIN = 'admin@kith-sample.example';

/** A simulated org with a clock of its own, and jsforce connected to it. */
export interface Bed {
  readonly org: Org;
  readonly now: () => Date;
  advance(ms: number): void;
  /** A connection with a session of its own. */
  connect(): Promise<Connection>;
  /** A call without jsforce. @param path below `/services/data/v67.0` */
  ask(
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Said>;
  close(): Promise<void>;
}

export interface Said {
  readonly status: number;
  /** Parsed where it is JSON. */
  readonly body: unknown;
  readonly headers: Headers;
}

export async function openBed(options: Partial<OrgOptions> = {}): Promise<Bed> {
  let at = START;
  const now = () => at;
  const org = await startOrg({ ...CLIENT, now, clientCredentialsUser: ADMIN, ...options });
  const token = async () => {
    const form = {
      grant_type: 'client_credentials',
      client_id: CLIENT.clientId,
      client_secret: CLIENT.clientSecret,
    };
    const answer = await fetch(`${org.url}/services/oauth2/token`, {
      method: 'POST',
      body: new URLSearchParams(form),
    });
    return Token.parse(await answer.json()).access_token;
  };
  return {
    org,
    now,
    advance: (ms) => void (at = new Date(at.getTime() + ms)),
    connect: async () =>
      new jsforce.Connection({
        ...{ instanceUrl: org.url, accessToken: await token(), version: '67.0' },
        callOptions: { client: 'kith' },
      }),
    ask: async (method, path, body, headers = {}) => {
      const answer = await fetch(`${org.url}/services/data/v67.0${path}`, {
        method,
        headers: { authorization: `Bearer ${await token()}`, 'content-type': 'application/json', ...headers },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await answer.text();
      const json = answer.headers.get('content-type')?.includes('json') ?? false;
      return { status: answer.status, body: json ? JSON.parse(text) : text, headers: answer.headers };
    },
    close: () => org.close(),
  };
}
