import { z } from 'zod';
import type { SalesforceOrg } from './org.ts';
import type { InstalledPackage } from './package.ts';

const Header = z.object({
  headerName: z.string(),
  headerValue: z.string(),
  sequenceNumber: z.number().nullish(),
});
const Parameter = z.object({
  parameterName: z.string(),
  parameterType: z.string(),
  parameterValue: z.string().nullish(),
});

/** Connect REST API, Named Credential: what a PUT has to say again. */
const NamedCredential = z.object({
  developerName: z.string(),
  masterLabel: z.string(),
  type: z.string(),
  calloutUrl: z.string().nullish(),
  calloutOptions: z
    .object({
      allowMergeFieldsInBody: z.boolean(),
      allowMergeFieldsInHeader: z.boolean(),
      generateAuthorizationHeader: z.boolean(),
    })
    .nullish(),
  externalCredentials: z.array(z.object({ developerName: z.string() })).nullish(),
  customHeaders: z.array(Header).nullish(),
  parameters: z.array(Parameter).nullish(),
});

const pathOf = ({ prefix }: InstalledPackage) => `named-credentials/named-credential-setup/${prefix}Kith_API`;

const readIn = async (org: SalesforceOrg, installed: InstalledPackage) =>
  NamedCredential.parse(await org.request('GET', pathOf(installed)));

/** Where the org's callouts to Kith go. */
export const calloutUrl = async (org: SalesforceOrg, installed: InstalledPackage) =>
  (await readIn(org, installed)).calloutUrl?.replace(/\/+$/, '');

/** Sends the org's callouts to another address; all else of the named credential stays. */
export async function pointTo(org: SalesforceOrg, installed: InstalledPackage, url: string): Promise<void> {
  const { calloutOptions, externalCredentials, customHeaders, parameters, ...rest } = await readIn(
    org,
    installed,
  );
  await org.request('PUT', pathOf(installed), {
    ...rest,
    calloutUrl: url,
    calloutOptions: calloutOptions ?? {
      allowMergeFieldsInBody: false,
      allowMergeFieldsInHeader: true,
      generateAuthorizationHeader: false,
    },
    externalCredentials: (externalCredentials ?? []).map(({ developerName }) => ({ developerName })),
    ...(customHeaders?.length && { customHeaders }),
    ...(parameters?.length && { parameters }),
  });
}
