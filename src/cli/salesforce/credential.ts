import { z } from 'zod';
import type { SalesforceOrg } from './org.ts';
import type { InstalledPackage } from './package.ts';
import { Refused } from './refused.ts';

/** The external credential, its principal, and the parameter of it that holds the org's key. */
const CREDENTIAL = 'Kith_Service';
const PRINCIPAL = 'Kith_Service';
const PARAMETER = 'ApiKey';

const Credential = z.object({ credentials: z.record(z.string(), z.unknown()).nullish() });

const at = ({ prefix }: InstalledPackage) => ({
  externalCredential: prefix + CREDENTIAL,
  principalName: PRINCIPAL,
  principalType: 'NamedPrincipal',
});

const pathOf = (installed: InstalledPackage) =>
  `named-credentials/credential?${new URLSearchParams(at(installed)).toString()}`;

/** The names of the parameters that have a value. The org never tells what the value is. */
export async function parametersIn(
  org: SalesforceOrg,
  installed: InstalledPackage,
): Promise<readonly string[]> {
  try {
    const { credentials } = Credential.parse(await org.request('GET', pathOf(installed)));
    return Object.keys(credentials ?? {});
  } catch (error) {
    if (error instanceof Refused && error.code === 'NOT_FOUND') return [];
    throw error;
  }
}

export const hasKey = async (org: SalesforceOrg, installed: InstalledPackage) =>
  (await parametersIn(org, installed)).includes(PARAMETER);

/** Connect REST API, Credential: POST makes the first value, PATCH replaces one and leaves the others. */
export async function putKey(org: SalesforceOrg, installed: InstalledPackage, key: string): Promise<void> {
  const first = (await parametersIn(org, installed)).length === 0;
  await org.request(first ? 'POST' : 'PATCH', 'named-credentials/credential', {
    ...at(installed),
    authenticationProtocol: 'Custom',
    credentials: { [PARAMETER]: { value: key, encrypted: true } },
  });
}

export async function dropKey(org: SalesforceOrg, installed: InstalledPackage): Promise<void> {
  await org.request('DELETE', pathOf(installed));
}
