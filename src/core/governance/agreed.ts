import type { Contact } from '../contact.ts';
import type { AddressGrammar } from '../identity/address.ts';
import { statedBy } from '../identity/plan.ts';
import type { ProfileId } from '../ids.ts';
import type { Profile } from '../profile.ts';

/** A contact that agreed on a network, as far as it decides whose words may be kept there. */
interface Agreeing {
  readonly contact: Contact;
  readonly account?: string;
  readonly linked: readonly ProfileId[];
}

/**
 * Whether what is told of this profile may be kept by what the contact agreed to: it is linked to them, it is the account
 * they agreed for, or, where they named none, the one that the CRM names. Whoever agreed for one account agreed for no
 * other.
 */
export function agreedFor(
  { contact, account, linked }: Agreeing,
  { network, id, handle }: Profile,
  grammars: readonly AddressGrammar[],
): boolean {
  const names: readonly string[] = [id.toLowerCase(), handle.toLowerCase()];
  if (account !== undefined) return names.includes(account);
  if (linked.includes(id)) return true;
  return statedBy(contact, grammars).some(
    (one) => one.network === network && names.includes(one.handle.toLowerCase()),
  );
}
