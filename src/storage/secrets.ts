import type { Workspace } from '../ports/store.ts';
import { compose } from './tables.ts';
import type { Session } from './transaction.ts';
import type { Vault } from './vault.ts';

export function secrets(s: Session, vault: Vault): Workspace['secrets'] {
  const named = (name: string) =>
    compose
      .selectFrom('kith.secret')
      .select(['key_id', 'sealed'])
      .where('installation_id', '=', s.installation)
      .where('name', '=', name);
  const opened = (name: string, [row]: readonly { key_id: string; sealed: Buffer }[]) =>
    row && vault.open(s.installation, name, { keyId: row.key_id, sealed: row.sealed });
  return {
    keep: async (name, value) => {
      const { keyId, sealed } = vault.seal(s.installation, name, value);
      const closed = { key_id: keyId, sealed, changed_at: new Date() };
      await s.change(
        compose
          .insertInto('kith.secret')
          .values({ installation_id: s.installation, name, ...closed })
          .onConflict((again) => again.columns(['installation_id', 'name']).doUpdateSet(closed)),
      );
    },
    read: async (name) => opened(name, await s.rows(named(name))),
    hold: async (name) => opened(name, await s.rows(named(name).forUpdate())),
    forget: async (name) => {
      await s.change(
        compose
          .deleteFrom('kith.secret')
          .where('installation_id', '=', s.installation)
          .where('name', '=', name),
      );
    },
  };
}
