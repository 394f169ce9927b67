import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';
import { rowsOf } from './org.ts';
import type { SalesforceOrg } from './org.ts';
import { Refused } from './refused.ts';
import { Trouble } from './trouble.ts';

/** The package in source format. */
export const PACKAGE_FOLDER = fileURLToPath(
  new URL('../../../manifests/salesforce/force-app', import.meta.url),
);

/** How the package is in an org. Its names there begin with `prefix`. */
export interface InstalledPackage {
  readonly as: 'managed' | 'unlocked' | 'source';
  readonly prefix: '' | 'kith__';
}

const Found = z.object({ QualifiedApiName: z.string() });

/** The package in the org, or undefined when it is not there. */
export async function packageIn(org: SalesforceOrg): Promise<InstalledPackage | undefined> {
  const soql =
    'SELECT QualifiedApiName FROM EntityDefinition ' +
    "WHERE QualifiedApiName IN ('Social_Profile__c', 'kith__Social_Profile__c')";
  const names = (await rowsOf(org, Found, soql)).map((row) => row.QualifiedApiName);
  if (names.includes('kith__Social_Profile__c')) return { as: 'managed', prefix: 'kith__' };
  if (!names.includes('Social_Profile__c')) return undefined;
  return { as: (await isUnlocked(org)) ? 'unlocked' : 'source', prefix: '' };
}

/** @throws Trouble when the package is not in the org. */
export async function packageOf(org: SalesforceOrg): Promise<InstalledPackage> {
  const installed = await packageIn(org);
  if (installed) return installed;
  throw new Trouble('The package is not installed: `kith salesforce install` deploys it.');
}

const Installed = z.object({
  records: z.array(z.object({ SubscriberPackage: z.object({ Name: z.string() }) })),
});

async function isUnlocked(org: SalesforceOrg): Promise<boolean> {
  const soql = 'SELECT SubscriberPackage.Name FROM InstalledSubscriberPackage';
  try {
    const answer = await org.request('GET', `tooling/query?q=${encodeURIComponent(soql)}`);
    return Installed.parse(answer).records.some(({ SubscriberPackage: { Name } }) => Name === 'Kith');
  } catch (error) {
    // An org that has no packages, or hides them from this user, does not know the object.
    if (error instanceof Refused && ['NOT_FOUND', 'INVALID_TYPE'].includes(error.code)) return false;
    throw error;
  }
}

const Permissions = z.object({
  PermissionSet: z.object({ fieldPermissions: z.array(z.object({ field: z.string() })) }),
});

/** Object → fields that the integration user is given, by the names they have under the prefix. */
export async function integrationFields(
  prefix: InstalledPackage['prefix'],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const file = `${PACKAGE_FOLDER}/main/default/permissionsets/Kith_Integration.permissionset-meta.xml`;
  const parser = new XMLParser({ isArray: (name) => name === 'fieldPermissions' });
  const { PermissionSet } = Permissions.parse(parser.parse(await readFile(file, 'utf8')));
  const fields = PermissionSet.fieldPermissions.map(({ field }) => named(field, prefix).split('.'));
  const byObject = Map.groupBy(fields, ([object = '']) => object);
  return new Map([...byObject].map(([object, of]) => [object, of.map(([, field = '']) => field)]));
}

/** Only custom names get the prefix; `Contact.Name` and `Contact` stay. */
const named = (path: string, prefix: string) =>
  path
    .split('.')
    .map((part) => (/__(c|e|mdt)$/.test(part) ? prefix + part : part))
    .join('.');
