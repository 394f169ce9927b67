import { z } from 'zod';
import { Chat } from '../../core/outgoing/chat.ts';
import { present } from '../../core/present.ts';
import type { OutgoingRows } from '../../ports/outgoing-events.ts';
import { clean } from '../json.ts';
import { statement } from '../transaction.ts';
import type { Session } from '../transaction.ts';

const COLUMNS = 'endpoint_id, name, service, stopped, made_at, failing_since';

const ALL = statement(
  'chat.all',
  `select ${COLUMNS} from kith.outgoing_endpoint
   where installation_id = $1 and service is not null order by made_at, endpoint_id`,
);
const MAKE = statement(
  'chat.make',
  `insert into kith.outgoing_endpoint (installation_id, name, service, hears, made_at) values ($1, $2, $3, '{}', $4)
   returning ${COLUMNS}`,
);
const REMOVE = statement(
  'chat.remove',
  `delete from kith.outgoing_endpoint
   where installation_id = $1 and endpoint_id = $2 and service is not null returning 1`,
);

export const ChatRow = z
  .object({
    ...{ endpoint_id: z.string(), name: z.string(), service: z.string(), made_at: z.date() },
    ...{ stopped: z.string().nullable(), failing_since: z.date().nullable() },
  })
  .transform(({ endpoint_id: id, name, service, stopped, made_at: madeAt, failing_since: since }) =>
    Chat.parse({
      ...{ id, name, service, madeAt },
      ...present({ stopped: stopped ?? undefined, failingSince: since ?? undefined }),
    }),
  );

export type ChatRows = Pick<OutgoingRows, 'chats' | 'makeChat' | 'removeChat'>;

export function chats(s: Session): ChatRows {
  return {
    chats: async () => z.array(ChatRow).parse(await s.named(ALL, [s.installation])),
    makeChat: async ({ name, service }, at) =>
      ChatRow.parse((await s.named(MAKE, [s.installation, clean(name), service, at]))[0]),
    removeChat: async (id) => (await s.named(REMOVE, [s.installation, id])).length > 0,
  };
}
