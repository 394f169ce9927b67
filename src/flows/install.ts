import { Failure } from '../core/failure.ts';
import { installationOf } from '../core/ids.ts';
import type { InstallationId } from '../core/ids.ts';
import type { CrmApp, CrmConnector, Grant } from '../ports/crm.ts';
import type { AdmittedAccount, ConsentAnswer } from '../ports/crm-consent.ts';
import type { Pass } from '../ports/outgoing.ts';
import type { Now } from '../ports/runtime.ts';
import type { Store } from '../ports/store.ts';

interface Deps {
  readonly store: Store;
  readonly pass: Pass;
  readonly now: Now;
  /** Tokens of an earlier installation of this account are of no use any more. */
  readonly forgetTokens: (installation: InstallationId) => void;
}

/** The name under which an installation's grant lies in the vault. */
export const GRANT = 'crm-grant';

/**
 * Ends an authorisation: redeems the code, keeps the grant in the vault, and starts the import. Installing again
 * finds the same installation with its rows.
 * @throws Failure `unauthorized` for a dead or forged code.
 */
export async function finishInstall(
  connector: CrmConnector,
  app: CrmApp,
  answer: ConsentAnswer & { readonly sample: boolean },
  deps: Deps,
): Promise<InstallationId> {
  const grant = await connector.redeem(app, deps.pass, answer, deps.now());
  return begin(connector, grant, answer.sample, deps);
}

/**
 * Installs without a person's consent in a browser, where an admin admitted the app.
 * @throws Failure `unauthorized` when it was not admitted, `rejected` where the CRM knows no such way.
 */
export async function claimInstall(
  connector: CrmConnector,
  app: CrmApp,
  account: AdmittedAccount & { readonly sample: boolean },
  deps: Deps,
): Promise<InstallationId> {
  if (!connector.claim) throw new Failure('rejected', `${connector.title} asks a person to consent`);
  const grant = await connector.claim(app, deps.pass, account, deps.now());
  return begin(connector, grant, account.sample, deps);
}

async function begin(
  connector: CrmConnector,
  grant: Grant,
  sample: boolean,
  deps: Deps,
): Promise<InstallationId> {
  const id = installationOf(connector.id, grant.account);
  await deps.store.install({
    id,
    crm: connector.id,
    account: grant.account,
    status: 'active',
    sample,
    installedAt: deps.now(),
  });
  await deps.store.inside(id, async (w) => {
    await w.secrets.keep(GRANT, writeGrant(grant));
    // In the sample workspace nobody has anything to lose, and the first minutes should show everything.
    if (sample) await w.governance.approve({ by: 'The sample workspace', at: deps.now() });
    await w.enqueue('import', [{ installation: id }]);
    await w.enqueue('tend', [{ installation: id }], { key: 'tend', afterSeconds: 3_600 });
  });
  deps.forgetTokens(id);
  return id;
}

type KeptGrant = Omit<Grant, 'account'>;

export function writeGrant({ accessToken, refreshToken, expiresAt, scopes, base }: KeptGrant): string {
  return JSON.stringify({ accessToken, refreshToken, expiresAt, scopes, base });
}

export function readGrant(text: string): KeptGrant {
  const { expiresAt, ...grant } = JSON.parse(text) as Omit<KeptGrant, 'expiresAt'> & { expiresAt: string };
  return { ...grant, expiresAt: new Date(expiresAt) };
}
