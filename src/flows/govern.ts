import type { InstallationId } from '../core/ids.ts';
import type { Governor } from '../ports/governance.ts';
import type { Store } from '../ports/store.ts';

interface Deps {
  readonly store: Store;
}

/**
 * Whether somebody on a page in the CRM may decide for the whole account. A CRM vouches for who they are, not for what
 * they are there: the first one who decides before anybody approved is the account's governor, and stays it.
 * @returns nothing where they may; else who may instead: `undefined` is whoever has the access key.
 */
export async function admit(
  installation: InstallationId,
  person: Governor,
  { store }: Deps,
): Promise<{ readonly instead: Governor | undefined } | undefined> {
  const governor = await store.inside(installation, (w) => w.governance.claim(person));
  return governor?.user === person.user ? undefined : { instead: governor };
}

/** Whoever has the access key lets somebody else in the CRM decide: the next one who does. */
export function releaseGovernor(installation: InstallationId, { store }: Deps): Promise<void> {
  return store.inside(installation, (w) => w.governance.release());
}
