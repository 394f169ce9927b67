import { serve } from '../browser/serve.ts';
import { world as handMade } from '../browser/hand-made.ts';
import { useCasesOf } from '../../src/use-cases.ts';
import type { InstallationId } from '../../src/core/ids.ts';
import { openViews } from '../../src/http/views.ts';
import type { StuckWork } from '../../src/ports/queue.ts';
import type { World } from './world.ts';

const KEY = 'the access key of this test';
const NOTHING_STUCK: StuckWork = { list: () => Promise.resolve([]), replay: () => Promise.resolve(false) };

/** One operation of the API, as its document tells of it. */
export interface Operation {
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  /** Names of what may be asked behind the question mark. */
  readonly query: readonly string[];
}

interface Declared {
  readonly operationId: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
}

/** The whole API over a world's own store and flows, as whoever has the access key asks it. */
export async function openWholeApi(w: World) {
  const { store, titles } = w.deps;
  const pause = () => Promise.resolve();
  const views = openViews({ store, titles, now: w.now });
  const app = await serve({
    ...handMade([]).deps,
    ...{ store, views, now: w.now, pause, crmOf: w.deps.crmOf },
    ...useCasesOf({ ...w.deps, pause, offered: [], stuck: NOTHING_STUCK }),
    settings: { secret: 's'.repeat(32), accessKey: KEY },
  });
  const headers = { authorization: `Bearer ${KEY}` };
  const { paths } = (await app.ask('/openapi.json')).json as {
    paths: Record<string, Record<string, Declared>>;
  };
  return {
    close: app.close,
    operations: Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { operationId: id, parameters = [] }]): Operation => {
        const query = parameters
          .filter((one) => one.in === 'query' && one.name !== 'installation')
          .map(({ name }) => name);
        return { id, path, query, method: method.toUpperCase() as Operation['method'] };
      }),
    ),
    /** @param body as JSON, or a text as it is. */
    ask: (
      at: InstallationId,
      { method, path }: Pick<Operation, 'method' | 'path'>,
      { query = {}, body }: { readonly query?: Record<string, string>; readonly body?: unknown } = {},
    ) => {
      const behind = new URLSearchParams({ installation: at, ...query }).toString();
      const type = typeof body === 'string' ? 'application/x-ndjson' : 'application/json';
      return app.ask(`${path}?${behind}`, {
        method,
        headers: { ...headers, ...(body !== undefined && { 'content-type': type }) },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
    },
  };
}

export type WholeApi = Awaited<ReturnType<typeof openWholeApi>>;
