import { z } from 'zod';
import type { SalesforceOrg } from '../org.ts';
import { packageIn } from '../package.ts';
import { givenIn, setsIn } from '../permission-sets.ts';
import { Trouble } from '../trouble.ts';
import type { LeavingStep } from './leaving.ts';

/** As many as one call deletes. */
const CALL = 200;
const Results = z.array(z.object({ success: z.boolean() }));

/** Nobody holds Kith's permission sets any more; until then they cannot be deleted. */
export const permissionsTaken: LeavingStep = () => ({
  title: 'Permissions',
  async look({ org }) {
    const given = await held(org);
    return given.length === 0
      ? { there: true, says: 'nobody holds any' }
      : { there: false, says: `${given.length} are given` };
  },
  async does({ org }) {
    const given = await held(org);
    for (let from = 0; from < given.length; from += CALL) {
      const ids = given.slice(from, from + CALL).join(',');
      const results = Results.parse(
        await org.request('DELETE', `composite/sobjects?ids=${ids}&allOrNone=false`),
      );
      const kept = results.filter(({ success }) => !success).length;
      if (kept > 0)
        throw new Trouble(`${kept} permissions could not be taken: take them in Setup, Permission Sets.`);
    }
    return `took ${given.length}`;
  },
});

async function held(org: SalesforceOrg): Promise<readonly string[]> {
  const installed = await packageIn(org);
  if (!installed) return [];
  const sets = await setsIn(org, installed);
  return (await givenIn(org, [...sets.values()])).map(({ Id }) => Id);
}
