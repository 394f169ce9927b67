import { installationOf } from '../../../core/ids.ts';
import { writeExport } from '../../export-file.ts';
import { Trouble } from '../trouble.ts';
import type { LeavingStep } from './leaving.ts';
import { isConnected } from './server-left.ts';

/** Everything that Kith keeps of the org, in a file that only its owner can read. */
export const exported: LeavingStep = ({ exportTo }) => ({
  title: 'The export',
  async look(setting) {
    if (exportTo === undefined) return { there: true, says: 'not wanted' };
    if (!(await isConnected(setting))) return { there: true, says: 'nothing is connected any more' };
    return { there: false, says: `goes to ${exportTo}` };
  },
  async does({ server, org }) {
    const file = exportTo ?? '';
    const written = await writeExport(file, () => server.export(installationOf('salesforce', org.id)));
    if (!written)
      throw new Trouble(
        `${file} is there already: move it, name another with --export, or leave it out with --no-export.`,
      );
    return `in ${file}: it holds what Kith knew of people, keep it safe`;
  },
});
