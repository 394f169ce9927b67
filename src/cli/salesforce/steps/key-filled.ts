import { hasKey, putKey } from '../credential.ts';
import { packageOf } from '../package.ts';
import type { Step } from '../step.ts';

/** The org proves to Kith who it is. The org never shows the key again, so only whether there is one can be seen. */
export const keyFilled: Step = {
  title: 'The org’s key',
  async look(setting) {
    if (setting.renewKey) return { there: false, says: 'is put in again' };
    return (await hasKey(setting.org, await packageOf(setting.org)))
      ? { there: true, says: 'in the external credential Kith_Service' }
      : { there: false, says: 'the external credential Kith_Service is empty' };
  },
  async does(setting) {
    const { org, server } = setting;
    await putKey(org, await packageOf(org), await server.keyOf(org.id));
    return 'put into the external credential Kith_Service';
  },
};
