import type { Deployment } from '../deployment.ts';
import type { InstalledPackage } from '../package.ts';
import { packageIn } from '../package.ts';
import type { Look, Setting, Step } from '../step.ts';
import { Trouble } from '../trouble.ts';

/** Its address is the admin's: the source has an example, and the org would send its key there. */
const ADDRESS = 'NamedCredential:Kith_API';

/** The package is in the org, as it is here unless it came by another way. */
export const packageInstalled: Step = {
  title: 'The package',
  async look(setting) {
    const installed = await packageIn(setting.org);
    if (!installed) return { there: false, says: 'not installed: `kith salesforce install` deploys it' };
    if (installed.as !== 'source') return { there: true, says: `installed as a ${installed.as} package` };
    if (!setting.deploys || !setting.compares) return { there: true, says: 'deployed from source' };
    return compared(setting);
  },
  async does(setting) {
    const { org, say, deploys } = setting;
    const installed = await packageIn(org);
    if (!deploys)
      throw new Trouble('The package is not installed: install it first, or leave out --no-deploy.');
    const { id, changed } = well(
      await org.deploy({ what: 'package', checkOnly: false, without: kept(installed) }, say.progress),
      setting,
    );
    return `deployed (${id}): ${changed.length} components were new or differed`;
  },
};

const kept = (installed: InstalledPackage | undefined) => (installed ? [ADDRESS] : []);

/** The org itself compares: a check of the same source changes nothing. */
async function compared(setting: Setting): Promise<Look> {
  const check = { what: 'package', checkOnly: true, without: [ADDRESS] } as const;
  const { changed } = well(await setting.org.deploy(check, setting.say.progress), setting);
  return changed.length === 0
    ? { there: true, says: 'deployed from source, the same as here' }
    : { there: false, says: `deployed from source, ${changed.length} components differ from here` };
}

function well(deployment: Deployment, { say }: Setting): Deployment {
  if (deployment.ok) return deployment;
  const failed = deployment.tests.failed.map(({ test, says }) => `${test}: ${says}`);
  const problems = [...deployment.failures, ...failed];
  for (const problem of problems) say.line(problem);
  throw new Trouble(
    `The org refused the package for ${problems.length} reasons, named above; nothing was changed.`,
  );
}
