import { z } from 'zod';
import { quoted, rowsOf } from './org.ts';
import type { SalesforceOrg } from './org.ts';
import type { InstalledPackage } from './package.ts';
import { Trouble } from './trouble.ts';

export const PEOPLE = ['Kith_Admin', 'Kith_User'] as const;
export const INTEGRATION = 'Kith_Integration';

export interface Assignment {
  readonly set: string;
  readonly setId: string;
  readonly username: string;
  readonly userId: string;
}

const PermissionSet = z.object({ Id: z.string(), Name: z.string() });
const Given = z.object({ Id: z.string(), PermissionSetId: z.string(), AssigneeId: z.string() });

/** Name → id of the package's permission sets. @throws Trouble when one is missing. */
export async function setsIn(
  org: SalesforceOrg,
  { prefix }: InstalledPackage,
): Promise<ReadonlyMap<string, string>> {
  const names = [...PEOPLE, INTEGRATION];
  const from = prefix === '' ? 'null' : quoted(prefix.replace('__', ''));
  const rows = await rowsOf(
    org,
    PermissionSet,
    `SELECT Id, Name FROM PermissionSet WHERE Name IN (${names.map(quoted).join(', ')}) AND NamespacePrefix = ${from}`,
  );
  const sets = new Map(rows.map(({ Id, Name }) => [Name, Id]));
  const missing = names.find((name) => !sets.has(name));
  if (missing) throw new Trouble(`The org has no permission set ${missing}: install the package again.`);
  return sets;
}

/** Those of the wished assignments that are not there. */
export async function missingOf(
  org: SalesforceOrg,
  wished: readonly Assignment[],
): Promise<readonly Assignment[]> {
  const given = await givenIn(org, [...new Set(wished.map(({ setId }) => setId))]);
  return wished.filter(
    ({ setId, userId }) => !given.some((one) => one.PermissionSetId === setId && one.AssigneeId === userId),
  );
}

/** Who holds these permission sets. */
export function givenIn(
  org: SalesforceOrg,
  setIds: readonly string[],
): Promise<readonly z.output<typeof Given>[]> {
  const ids = setIds.map(quoted).join(', ');
  return rowsOf(
    org,
    Given,
    `SELECT Id, PermissionSetId, AssigneeId FROM PermissionSetAssignment WHERE PermissionSetId IN (${ids})`,
  );
}
