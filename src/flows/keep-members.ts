import type { AddressGrammar } from '../core/identity/address.ts';
import type { NetworkId } from '../core/ids.ts';
import { keyOf } from '../core/profile.ts';
import type { Profile } from '../core/profile.ts';
import type { Workspace } from '../ports/store.ts';
import { keepable } from './agreed.ts';
import { deriveReached } from './derive.ts';
import { toldOf } from './heard.ts';
import type { Manners } from './tend.ts';

interface Deps {
  readonly manners: ReadonlyMap<NetworkId, Manners>;
  readonly grammars: readonly AddressGrammar[];
}

/**
 * Keeps what a network told of its members beside what is known of them. Contacts that one of them may be are derived
 * again, and so are those that are linked already.
 */
export async function keepMembers(w: Workspace, members: readonly Profile[], deps: Deps): Promise<void> {
  const may = await keepable(w, members, deps);
  for (const by of members.filter((one) => may.has(keyOf(one)))) {
    const told = toldOf(by, await w.profiles.find(by));
    await deriveReached(w, await w.profiles.keep([told]), deps.manners);
    for (const contact of await w.profiles.contactsOf(told)) {
      await w.enqueue('record', [{ installation: w.installation, contact }], { key: contact });
    }
  }
}
