import { z } from 'zod';
import { installationOf, InstallationId } from '../../core/ids.ts';
import type { Viewer } from '../access.ts';
import type { HttpDeps } from '../deps.ts';
import type { Directory } from '../directory.ts';
import { Refusal } from '../problem.ts';
import { unscoped } from '../route.ts';
import type { Route } from '../route.ts';

type Deps = Pick<HttpDeps, 'crms' | 'installs'> & { readonly directory: Directory };

const query = z.object({});
const Account = z.string().regex(/^[A-Za-z0-9_.-]{1,80}$/, 'as the CRM writes the id of the account');

/** What the administrator of a Kith does for an account of a CRM, from the command line. */
export function accountRoutes(deps: Deps): readonly Route[] {
  return [claim(deps), key(deps)];
}

const claim = ({ crms, installs, directory }: Deps): Route =>
  unscoped(
    {
      id: 'claimAccount',
      method: 'post',
      path: '/api/v1/accounts/{crm}',
      summary:
        'Installs Kith in an account whose admin admitted the app, without a person’s consent in a browser',
      answers: {
        201: { says: 'Installed', schema: z.object({ installation: InstallationId }) },
        400: { says: 'This is no sign-in page of the CRM' },
        401: { says: 'It needs the access key, or the account did not admit the app' },
        404: { says: 'No such CRM, or it always asks a person' },
      },
      params: z.object({ crm: z.string() }),
      query,
      body: z.object({
        /** Where people of the account sign in. */
        signIn: z.string().min(1).max(300),
        /** For whom Kith works there; where the CRM lets the app choose. */
        user: z.string().min(1).max(200).optional(),
      }),
    },
    async ({ params, body: { signIn, user }, viewer }) => {
      keyed(viewer);
      const { connector, app } = crms.get(params.crm) ?? noCrm();
      if (!connector.claim) noCrm();
      const base = connector.signInBase?.(app, signIn);
      if (base === undefined) throw new Refusal(400, `This is no sign-in page of ${connector.title}.`);
      const installation = await installs.claim(connector.id, { signIn: base, ...(user && { user }) });
      directory.forget();
      return { status: 201, body: { installation } };
    },
  );

const key = ({ crms }: Deps): Route =>
  unscoped(
    {
      id: 'accountKey',
      method: 'post',
      path: '/api/v1/accounts/{crm}/{account}/key',
      summary: 'The key with which this account’s own pages and automations call Kith; the same each time',
      answers: {
        200: { says: 'The key', schema: z.object({ installation: InstallationId, key: z.string() }) },
        401: { says: 'It needs the access key' },
        404: { says: 'No such CRM, or one that signs its calls and needs no key' },
      },
      params: z.object({ crm: z.string(), account: Account }),
      query,
    },
    async ({ params: { crm, account }, viewer }) => {
      keyed(viewer);
      const { connector, app } = crms.get(crm) ?? noCrm();
      const made = connector.keyFor?.(app, account) ?? noCrm();
      const headers = { 'Cache-Control': 'no-store' };
      return { status: 200, headers, body: { installation: installationOf(crm, account), key: made } };
    },
  );

/** Whoever is on this machine may look at the sample workspace, and no more. */
function keyed({ keyed: yes, visitor }: Viewer): void {
  if (!yes || visitor) throw new Refusal(401, 'This needs the access key, as a bearer token.');
}

function noCrm(): never {
  throw new Refusal(404, 'There is no such CRM here, or it does not work this way.');
}
