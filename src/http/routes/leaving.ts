import { z } from 'zod';
import type { HttpDeps } from '../deps.ts';
import { Refusal } from '../problem.ts';
import { scoped } from '../route.ts';
import type { Route } from '../route.ts';

type Deps = Pick<HttpDeps, 'governing' | 'store' | 'now'>;

const params = z.object({});
const query = z.object({});

/** How an installation ends: first with everything in hand, then out of the CRM, and purged after the days of grace. */
export function leavingRoutes(deps: Deps): readonly Route[] {
  return [exportAll(deps), uninstall(deps)];
}

const exportAll = ({ store, now }: Deps) =>
  scoped(
    {
      id: 'export',
      method: 'get',
      path: '/api/v1/export',
      summary: 'Everything that is kept for the installation, a JSON object a line: {"table", "row"}',
      answers: { 200: { says: 'NDJSON, as of one moment' }, 403: { says: 'A page in the CRM may not' } },
      params,
      query,
    },
    async ({ viewer }, { id }) => {
      // All people at once are more than what a page in the CRM shows one person after the other.
      if (viewer.visitor) throw new Refusal(403, 'Open Kith’s own panel to download everything.');
      const name = `kith-${id}-${now().toISOString().slice(0, 10)}.ndjson`;
      const headers = { 'Content-Disposition': `attachment; filename="${name}"` };
      return { status: 200, lines: store.export(id), headers };
    },
  );

const uninstall = ({ governing }: Deps) =>
  scoped(
    {
      id: 'uninstall',
      governs: true,
      method: 'post',
      path: '/api/v1/uninstall',
      summary: 'Takes Kith out of the CRM; what is kept is purged after the days of grace',
      answers: {
        202: { says: 'On its way', schema: z.object({ purgeAt: z.iso.datetime() }) },
        409: { says: 'It is uninstalled already' },
      },
      params,
      query,
      body: z.object({
        keepFields: z.boolean().meta({ description: 'Kith’s fields stay in the CRM with what they hold' }),
        restore: z
          .boolean()
          .default(false)
          .meta({ description: 'Mapped fields get back what stood there before Kith wrote' }),
      }),
    },
    async ({ body }, { id, status }) => {
      if (status !== 'active') throw new Refusal(409, 'Kith is uninstalled there already.');
      const purgeAt = await governing.uninstall(id, body);
      return { status: 202, body: { purgeAt: purgeAt.toISOString() } };
    },
  );
