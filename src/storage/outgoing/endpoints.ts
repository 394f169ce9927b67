import { z } from 'zod';
import { Endpoint } from '../../core/outgoing/endpoint.ts';
import type { OutgoingRows } from '../../ports/outgoing-events.ts';
import { clean } from '../json.ts';
import { statement } from '../transaction.ts';
import type { Session } from '../transaction.ts';

const COLUMNS = 'endpoint_id, url, hears, stopped, made_at, failing_since';

const ALL = statement(
  'endpoint.all',
  `select ${COLUMNS} from kith.outgoing_endpoint where installation_id = $1 and service is null order by made_at, endpoint_id`,
);
const MAKE = statement(
  'endpoint.make',
  `insert into kith.outgoing_endpoint (installation_id, url, hears, made_at) values ($1, $2, $3, $4)
   returning ${COLUMNS}`,
);
const CHANGE = statement(
  'endpoint.change',
  `update kith.outgoing_endpoint set url = $3, hears = $4
   where installation_id = $1 and endpoint_id = $2 and service is null returning ${COLUMNS}`,
);
const STOP = statement(
  'endpoint.stop',
  `update kith.outgoing_endpoint set stopped = $3, failing_since = null
   where installation_id = $1 and endpoint_id = $2 returning 1`,
);
const REMOVE = statement(
  'endpoint.remove',
  `delete from kith.outgoing_endpoint
   where installation_id = $1 and endpoint_id = $2 and service is null returning 1`,
);

export const EndpointRow = z
  .object({
    endpoint_id: z.string(),
    url: z.string(),
    hears: z.array(z.string()),
    stopped: z.string().nullable(),
    made_at: z.date(),
    failing_since: z.date().nullable(),
  })
  .transform(({ endpoint_id: id, url, hears, stopped, made_at: madeAt, failing_since: failingSince }) =>
    Endpoint.parse({
      ...{ id, url, hears, madeAt },
      ...(stopped !== null && { stopped }),
      ...(failingSince && { failingSince }),
    }),
  );

export type EndpointRows = Pick<OutgoingRows, 'endpoints' | 'make' | 'change' | 'stop' | 'remove'>;

export function endpoints(s: Session): EndpointRows {
  const any = (rows: readonly object[]) => rows.length > 0;
  return {
    endpoints: async () => z.array(EndpointRow).parse(await s.named(ALL, [s.installation])),
    make: async ({ url, hears }, at) => {
      const [row] = await s.named(MAKE, [s.installation, clean(url), hears, at]);
      return EndpointRow.parse(row);
    },
    change: async (id, { url, hears }) => {
      const [row] = await s.named(CHANGE, [s.installation, id, clean(url), hears]);
      return row && EndpointRow.parse(row);
    },
    stop: async (id, why) => any(await s.named(STOP, [s.installation, id, why ?? null])),
    remove: async (id) => any(await s.named(REMOVE, [s.installation, id])),
  };
}
