import type { Org } from '../../src/sandbox/salesforce/org.ts';
import type { Credential } from '../../src/sandbox/salesforce/record-page/options.ts';

/** The app with which a test speaks to the org as its administrator; for `startOrg`. */
export const ADMIN_APP = {
  ...{ clientId: 'kith', clientSecret: 'the secret of the app' },
  clientCredentialsUser: 'admin@kith-sample.example',
} as const;

/** An administrator fills in where Kith is and the key of the org, as Setup does it. */
export async function fillIn(org: Org, { url, key }: Credential, prefix = ''): Promise<void> {
  const { clientId: client_id, clientSecret: client_secret } = ADMIN_APP;
  const body = new URLSearchParams({ grant_type: 'client_credentials', client_id, client_secret });
  const response = await fetch(`${org.url}/services/oauth2/token`, { method: 'POST', body });
  const { access_token: token } = (await response.json()) as { access_token?: string };
  const send = async (method: string, path: string, said: object) => {
    const answer = await fetch(`${org.url}/services/data/v67.0/named-credentials/${path}`, {
      method,
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(said),
    });
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
  };
  const externalCredential = `${prefix}Kith_Service`;
  await send('PUT', `named-credential-setup/${prefix}Kith_API`, {
    ...{ calloutUrl: url, masterLabel: 'Kith API', type: 'SecuredEndpoint', calloutOptions: {} },
    externalCredentials: [{ developerName: externalCredential }],
  });
  await send('POST', 'credential', {
    ...{ externalCredential, principalName: 'Kith_Service', principalType: 'NamedPrincipal' },
    ...{ authenticationProtocol: 'Custom', credentials: { ApiKey: { value: key, encrypted: true } } },
  });
}
