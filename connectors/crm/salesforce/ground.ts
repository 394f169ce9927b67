import type { Patch } from '../../../src/core/record/patch.ts';
import type { Org } from './org.ts';
import { accountsOf } from './person-accounts.ts';
import type { Ground } from './pieces.ts';

/** What writing these patches depends on. One call for each 400 contacts where an org has person accounts, else none. */
export async function groundOf(org: Org, patches: readonly Patch[]): Promise<Ground> {
  const prefix = await org.prefix();
  const mapped = patches.some((patch) => Object.keys(patch.mapped ?? {}).length > 0);
  const names = async (person: 'Contact' | 'Lead') =>
    new Set(mapped ? (await org.describe(person)).fields.map(({ name }) => name) : []);
  const [contact, lead] = [await names('Contact'), await names('Lead')];
  const withFields = patches.filter(
    ({ fields, mapped: others = {} }) => Object.keys(fields).length + Object.keys(others).length > 0,
  );
  return {
    prefix,
    has: (person, field) => (person === 'Contact' ? contact : lead).has(field),
    accounts: await accountsOf(
      org,
      withFields.map(({ contact: id }) => id),
    ),
  };
}
