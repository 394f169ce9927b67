import type { Workspace } from '../ports/store.ts';
import { statement } from './transaction.ts';
import type { Session } from './transaction.ts';

const READ = statement(
  'cursor.read',
  'select position from kith.cursor where installation_id = $1 and stream = $2',
);
const KEPT_AT = statement(
  'cursor.kept at',
  'select kept_at as at from kith.cursor where installation_id = $1 and stream = $2',
);
const KEEP = statement(
  'cursor.keep',
  `insert into kith.cursor (installation_id, stream, position, kept_at) values ($1, $2, $3, coalesce($4, now()))
   on conflict (installation_id, stream) do update set position = excluded.position, kept_at = excluded.kept_at`,
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
    keptAt: async (stream) => {
      const [row] = await s.named<{ at: Date }>(KEPT_AT, [s.installation, stream]);
      return row?.at;
    },
    keep: async (stream, position, at) => {
      await s.named(KEEP, [s.installation, stream, position, at ?? null]);
    },
    forget: async (stream) => {
      await s.named(FORGET, [s.installation, stream]);
    },
  };
}
