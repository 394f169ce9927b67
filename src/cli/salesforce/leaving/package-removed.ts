import { packageIn } from '../package.ts';
import { REMOVAL } from '../removal.ts';
import type { Setting } from '../step.ts';
import { Trouble } from '../trouble.ts';
import type { LeavingStep } from './leaving.ts';

/** What was deployed from source is deleted; a package that was installed as one only an admin can uninstall. */
export const packageRemoved: LeavingStep = ({ keepData }) => ({
  title: 'The package',
  async look({ org }) {
    if (keepData) return { there: true, says: 'stays, with the data in its fields and objects' };
    const installed = await packageIn(org);
    if (!installed) return { there: true, says: 'is not there' };
    if (installed.as === 'source') return { there: false, says: 'is deployed from source' };
    return { there: false, says: `is installed as a ${installed.as} package: ${CLICKS}` };
  },
  async does(setting) {
    const installed = await packageIn(setting.org);
    if (installed?.as !== 'source')
      throw new Trouble(`An installed package only a person can remove: ${CLICKS}.`);
    for (const types of REMOVAL) await remove(setting, types);
    return 'deleted; its objects can be restored for fifteen days in Setup, Deleted Objects';
  },
});

const CLICKS =
  'in Setup, Installed Packages, press Uninstall beside Kith, or run `sf package uninstall --package 04t… --target-org …`';

async function remove({ org, say }: Setting, types: readonly string[]): Promise<void> {
  const removal = { what: 'removal', types: new Set(types), checkOnly: false } as const;
  const { ok, failures } = await org.deploy(removal, say.progress);
  if (ok) return;
  for (const failure of failures) say.line(failure);
  throw new Trouble(
    `The org kept ${failures.length} components, named above: free them where they are used and run the command again.`,
  );
}
