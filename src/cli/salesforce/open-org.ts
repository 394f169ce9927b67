import type { Connection } from '@salesforce/core';
import { z } from 'zod';
import { Unusable } from '../unusable.ts';
import { deploy } from './deploy.ts';
import { API_VERSION, rowsOf } from './org.ts';
import type { Method, SalesforceOrg } from './org.ts';
import { Refused, refusedBy } from './refused.ts';
import { Interrupted } from '../interrupt.ts';
import type { Waiting } from './waiting.ts';

const REQUEST_MS = 60_000;

/**
 * Opens the org with the login that `sf` keeps.
 * @throws Unusable when there is no such login, Trouble when the org does not let it in.
 */
export async function openOrg(aliasOrUsername: string, waiting: Waiting): Promise<SalesforceOrg> {
  const connection = await connect(aliasOrUsername);
  const request = requestOver(connection);
  const Organization = z.object({
    Id: z.string().length(18),
    Name: z.string(),
    OrganizationType: z.string(),
  });
  const [row] = await rowsOf(
    { request },
    Organization,
    'SELECT Id, Name, OrganizationType FROM Organization',
  );
  if (!row)
    throw new Refused('NOT_FOUND', 'The org does not say who it is: log in as a system administrator.');
  return {
    id: row.Id,
    name: row.Name,
    edition: row.OrganizationType,
    url: connection.instanceUrl.replace(/\/$/, ''),
    username: connection.getUsername() ?? aliasOrUsername,
    request,
    deploy: (deployable, report) => kindly(() => deploy(connection, deployable, report, waiting)),
  };
}

async function connect(aliasOrUsername: string): Promise<Connection> {
  // Loaded here: it is large, and of no use to any other command.
  const { AuthInfo, Connection, StateAggregator } = await import('@salesforce/core');
  const { aliases } = await StateAggregator.getInstance();
  const username = aliases.resolveUsername(aliasOrUsername);
  try {
    return await Connection.create({
      authInfo: await AuthInfo.create({ username }),
      connectionOptions: { version: API_VERSION },
    });
  } catch (error) {
    if (error instanceof Error && error.name === 'NamedOrgNotFoundError') {
      const login = `sf org login web --alias ${aliasOrUsername}`;
      throw new Unusable(`nobody is logged in as "${aliasOrUsername}": run \`${login}\``);
    }
    throw refusedBy(error);
  }
}

function requestOver(connection: Connection): SalesforceOrg['request'] {
  return (method: Method, path: string, body?: unknown) => {
    const url = path.startsWith('/services/') ? `${connection.instanceUrl}${path}` : `/${path}`;
    const json = { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    return kindly(() =>
      connection.request<unknown>({ method, url, ...(body !== undefined && json) }, { timeout: REQUEST_MS }),
    );
  };
}

/** The org's refusals become one sentence; a bug stays a bug. */
async function kindly<T>(ask: () => PromiseLike<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Interrupted || isBug(error)) throw error;
    throw refusedBy(error);
  }
}

/** `fetch` throws a TypeError too when the network fails, with what happened as its cause. */
const isBug = (error: unknown) =>
  error instanceof z.ZodError || (error instanceof TypeError && error.cause === undefined);
