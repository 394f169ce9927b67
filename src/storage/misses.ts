import type { AskedOf, MissRows } from '../ports/misses.ts';
import { textHashesOf, textHashesToKeep } from './profile-hashes.ts';
import { statement } from './transaction.ts';
import type { Session } from './transaction.ts';
import type { Vault } from './vault.ts';

const REMEMBER = statement(
  'known miss.remember',
  `insert into kith.known_miss (installation_id, asked_hash, until) select $1, unnest($2::bytea[]), $3
   on conflict (installation_id, asked_hash) do update set until = excluded.until`,
);
const KNOWN = statement(
  'known miss.known',
  `select encode(asked_hash, 'hex') as hash from kith.known_miss
   where installation_id = $1 and asked_hash = any($2::bytea[]) and until > $3`,
);
const FORGET = statement(
  'known miss.forget',
  'delete from kith.known_miss where installation_id = $1 and until <= $2',
);

const textOf = ({ network, asked }: AskedOf) => `asked of ${network} ${asked}`;

export function misses(s: Session, vault: Vault): MissRows {
  return {
    known: async (all, now) => {
      const hashes = await textHashesOf(s, vault, all.map(textOf));
      if (hashes === undefined) return new Set();
      const rows = await s.named<{ hash: string }>(KNOWN, [s.installation, hashes, now]);
      const known = new Set(rows.map(({ hash }) => hash));
      return new Set(
        all.flatMap(({ network }, nth) => (known.has(hashes[nth]?.toString('hex') ?? '') ? [network] : [])),
      );
    },
    remember: async (one, until) => {
      const hashes = await textHashesToKeep(s, vault, [textOf(one)]);
      await s.named(REMEMBER, [s.installation, hashes, until]);
    },
    forget: async (now) => {
      await s.named(FORGET, [s.installation, now]);
    },
  };
}
