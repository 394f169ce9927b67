import { packageOf } from '../package.ts';
import { INTEGRATION, missingOf, PEOPLE, setsIn } from '../permission-sets.ts';
import type { Assignment } from '../permission-sets.ts';
import type { Setting, Step } from '../step.ts';
import { userIn } from '../users.ts';

/** Whoever installs may use and govern Kith; the user as whom Kith works may write what is Kith's. */
export const permissionsGiven: Step = {
  title: 'Permissions',
  async look(setting) {
    const missing = await missingOf(setting.org, await wished(setting));
    const says = missing.map(({ set, username }) => `${set} for ${username}`).join(', ');
    return missing.length === 0 ? { there: true, says: 'given' } : { there: false, says: `missing: ${says}` };
  },
  async does(setting) {
    const missing = await missingOf(setting.org, await wished(setting));
    for (const { setId, userId } of missing) {
      const row = { PermissionSetId: setId, AssigneeId: userId };
      await setting.org.request('POST', 'sobjects/PermissionSetAssignment', row);
    }
    return `gave ${missing.map(({ set, username }) => `${set} to ${username}`).join(', ')}`;
  },
};

async function wished({ org, user = org.username }: Setting): Promise<readonly Assignment[]> {
  const sets = await setsIn(org, await packageOf(org));
  const me = { username: org.username, userId: (await userIn(org, org.username)).id };
  const kith = user === org.username ? me : { username: user, userId: (await userIn(org, user)).id };
  const give = (set: string, whom: typeof me) => ({ set, setId: sets.get(set) ?? '', ...whom });
  return [...PEOPLE.map((set) => give(set, me)), give(INTEGRATION, kith)];
}
