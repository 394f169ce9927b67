import { dropKey, hasKey } from '../credential.ts';
import { packageIn } from '../package.ts';
import type { LeavingStep } from './leaving.ts';

/** The org's key is in the org no more. */
export const keyDropped: LeavingStep = () => ({
  title: 'The org’s key',
  async look({ org }) {
    const installed = await packageIn(org);
    return installed && (await hasKey(org, installed))
      ? { there: false, says: 'is in the external credential Kith_Service' }
      : { there: true, says: 'is not there' };
  },
  async does({ org }) {
    const installed = await packageIn(org);
    if (installed) await dropKey(org, installed);
    return 'deleted';
  },
});
