import type { Connection } from '@salesforce/core';
import type { ComponentSet, SourceComponent } from '@salesforce/source-deploy-retrieve';
import { deploymentOf, DeployResult } from './deployment.ts';
import type { Deployment } from './deployment.ts';
import { API_VERSION } from './org.ts';
import type { Deployable, Report } from './org.ts';
import { PACKAGE_FOLDER } from './package.ts';
import { removable } from './removal.ts';
import type { Waiting } from './waiting.ts';

const POLL_MS = 2_000;

/**
 * Deploys with the Metadata API over REST, and waits until it has ended. Interrupted, the org ends it alone.
 * @throws Interrupted; what the org or the network threw.
 */
export async function deploy(
  connection: Connection,
  deployable: Deployable,
  report: Report,
  waiting: Waiting,
): Promise<Deployment> {
  // Loaded here: it takes a second and a half, and no other command needs it.
  const { MetadataApiDeploy } = await import('@salesforce/source-deploy-retrieve');
  const transfer = new MetadataApiDeploy({
    usernameOrConnection: connection,
    components: await componentsOf(deployable),
    apiVersion: API_VERSION,
    apiOptions: {
      rest: true,
      rollbackOnError: true,
      checkOnly: deployable.checkOnly,
      ...(deployable.tests && { testLevel: deployable.tests }),
    },
  });
  await transfer.start();
  for (;;) {
    const status = DeployResult.parse(await transfer.checkStatus());
    tell(status, report);
    if (status.done) return deploymentOf(status);
    await waiting.pause(POLL_MS);
  }
}

function tell(status: ReturnType<typeof DeployResult.parse>, report: Report): void {
  const deployed = status.numberComponentsDeployed + status.numberComponentErrors;
  const tested = status.numberTestsCompleted + status.numberTestErrors;
  if (tested === 0) report(deployed, status.numberComponentsTotal, 'components');
  else report(tested, status.numberTestsTotal, 'tests');
}

async function componentsOf({ what, without = [], types }: Deployable): Promise<ComponentSet> {
  const { ComponentSet, DestructiveChangesType } = await import('@salesforce/source-deploy-retrieve');
  const chosen = new ComponentSet();
  chosen.sourceApiVersion = API_VERSION;
  const source = ComponentSet.fromSource(PACKAGE_FOLDER).getSourceComponents().toArray();
  if (what === 'package') {
    for (const one of source) if (!without.includes(`${one.type.name}:${one.fullName}`)) chosen.add(one);
  } else {
    const parts = source.flatMap((one) => [one, ...labelsIn(one)]);
    for (const one of parts) {
      if (types?.has(one.type.name) && removable(one.type.name, one.fullName)) {
        chosen.add(one, DestructiveChangesType.POST);
      }
    }
  }
  return chosen;
}

/** All labels are in one file; each is a part of its own. */
const labelsIn = (one: SourceComponent) => (one.type.name === 'CustomLabels' ? one.getChildren() : []);
