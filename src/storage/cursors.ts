import type { Workspace } from '../ports/store.ts';
import { statement } from './transaction.ts';
import type { Session } from './transaction.ts';

const READ = statement(
  'cursor.read',
  'select position from kith.cursor where installation_id = $1 and stream = $2',
);
const KEEP = statement(
  'cursor.keep',
  `insert into kith.cursor (installation_id, stream, position) values ($1, $2, $3)
   on conflict (installation_id, stream) do update set position = excluded.position, kept_at = now()`,
);
const FORGET = statement(
  'cursor.forget',
  'delete from kith.cursor where installation_id = $1 and stream = $2',
);

export function cursors(s: Session): Workspace['cursors'] {
  return {
    read: async (stream) => {
      const [row] = await s.named<{ position: string }>(READ, [s.installation, stream]);
      return row?.position;
    },
    keep: async (stream, position) => {
      await s.named(KEEP, [s.installation, stream, position]);
    },
    forget: async (stream) => {
      await s.named(FORGET, [s.installation, stream]);
    },
  };
}
