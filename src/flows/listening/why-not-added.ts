import { addingForbidden } from '../../core/governance/adding.ts';
import type { NetworkId } from '../../core/ids.ts';
import { keyOf } from '../../core/profile.ts';
import type { Profile, ProfileKey } from '../../core/profile.ts';
import type { Workspace } from '../../ports/store.ts';
import type { Manners } from '../tend.ts';

export const NOT_APPROVED =
  'No admin has let Kith write into the CRM yet. An administrator can do that in Kith’s settings: /settings';

/**
 * Who is to become a contact, or why they may not; undefined where they are not kept, or not any more: whoever was erased or
 * is ignored is not.
 */
export async function whoIsToBeAdded(
  w: Workspace,
  key: ProfileKey,
  manners: ReadonlyMap<NetworkId, Manners>,
): Promise<{ readonly profile: Profile } | { readonly refused: string } | undefined> {
  const profile = await w.profiles.find(key);
  if (!profile) return undefined;
  const terms = manners.get(key.network)?.terms;
  if (!terms) return { refused: 'Kith does not know this network any more.' };
  const clause = addingForbidden(terms);
  if (clause !== undefined) return { refused: `Its terms forbid it: ${clause}` };
  if (profile.reserved || profile.standing !== 'active')
    return { refused: 'They do not want to be shown, or are not there any more.' };
  if (!(await w.additions.free([key])).has(keyOf(key))) return { refused: 'They are a contact already.' };
  if (!(await w.governance.read()).approval) return { refused: NOT_APPROVED };
  return { profile };
}
