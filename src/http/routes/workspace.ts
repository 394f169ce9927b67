import { z } from 'zod';
import type { Installation } from '../../ports/store.ts';
import { maySee } from '../access.ts';
import type { HttpDeps } from '../deps.ts';
import type { Directory } from '../directory.ts';
import { Refusal } from '../problem.ts';
import { unscoped } from '../route.ts';
import type { Route } from '../route.ts';
import { InstallationLine, Workspace } from '../shapes.ts';

type Deps = Pick<HttpDeps, 'store' | 'crms' | 'progress' | 'settings'> & { readonly directory: Directory };

const params = z.object({});
const NOTHING = { contacts: 0, resolved: 0, waiting: 0 };

/** Where one is: which installations there are, how far they have come, what came in. */
export function workspaceRoutes(deps: Deps): readonly Route[] {
  return [workspace(deps), installations(deps)];
}

/** Not scoped: before any CRM is connected it says which could be. */
function workspace(deps: Deps): Route {
  const { crms, progress, directory } = deps;
  return unscoped(
    {
      id: 'readWorkspace',
      method: 'get',
      path: '/api/v1/workspace',
      summary: 'The installation at hand, the newest unless one is named, and its progress',
      answers: {
        200: { says: 'The workspace', schema: Workspace },
        401: { says: 'There is one, and it needs the access key' },
      },
      params,
      query: z.object({ installation: z.string().optional() }),
    },
    async ({ query, viewer }) => {
      const all = await directory.all();
      const seen = all.filter((one) => one.status === 'active' && maySee(viewer, one)).toSorted(newestFirst);
      const one = seen.find(({ id }) => id === query.installation) ?? seen[0];
      if (!one && all.length > 0 && !viewer.keyed) {
        throw new Refusal(401, 'This workspace needs its access key.');
      }
      const connectable = [...crms.values()].map(({ connector: { id, title } }) => ({ crm: id, title }));
      const body: z.input<typeof Workspace> = one
        ? { ...about(one, seen, deps), progress: await progress(one.id), connectable }
        : { sample: false, others: [], progress: NOTHING, connectable };
      return { status: 200, body };
    },
  );
}

const newestFirst = (a: Installation, b: Installation) => b.installedAt.getTime() - a.installedAt.getTime();

function about(one: Installation, seen: readonly Installation[], { crms, settings }: Deps) {
  const simulatorUrl = one.sample ? settings.simulators?.get(one.crm) : undefined;
  return {
    installation: lineOf(one, crms),
    others: seen.filter(({ id }) => id !== one.id).map((other) => lineOf(other, crms)),
    sample: one.sample,
    ...(simulatorUrl !== undefined && { simulatorUrl }),
  };
}

function installations({ crms, directory }: Deps): Route {
  return unscoped(
    {
      id: 'listInstallations',
      method: 'get',
      path: '/api/v1/installations',
      summary: 'The installations this viewer may see',
      answers: {
        200: { says: 'All of them', schema: z.object({ installations: z.array(InstallationLine) }) },
      },
      params,
      query: z.object({}),
    },
    async ({ viewer }) => {
      const seen = (await directory.all()).filter((one) => maySee(viewer, one));
      return { status: 200, body: { installations: seen.map((one) => lineOf(one, crms)) } };
    },
  );
}

function lineOf(one: Installation, crms: Deps['crms']): InstallationLine {
  const { id, crm, account, status, sample, installedAt } = one;
  const crmTitle = crms.get(crm)?.connector.title ?? crm;
  return { id, crm, crmTitle, account, status, sample, installedAt: installedAt.toISOString() };
}
