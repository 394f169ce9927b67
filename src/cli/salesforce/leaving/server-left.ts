import { installationOf } from '../../../core/ids.ts';
import type { Setting } from '../step.ts';
import type { LeavingStep } from './leaving.ts';

const POLL_MS = 3_000;

/** The server takes what it wrote out of the org and gives its access back. */
export const serverLeft: LeavingStep = ({ keepData, restore }) => ({
  title: 'The server leaves',
  async look(setting) {
    return (await isConnected(setting))
      ? { there: false, says: 'is connected' }
      : { there: true, says: 'is not connected' };
  },
  async does(setting) {
    const { server, org, say, waiting } = setting;
    const how = { keepFields: keepData, restore };
    const purgeAt = await server.uninstall(installationOf('salesforce', org.id), how);
    say.line('The server is leaving. Ctrl-C ends the waiting, not the leaving.');
    while (await isConnected(setting)) await waiting.pause(POLL_MS);
    return `has left; what it keeps is purged after ${purgeAt.toISOString().slice(0, 10)}`;
  },
});

export async function isConnected({ server, org }: Setting): Promise<boolean> {
  const id = installationOf('salesforce', org.id);
  return (await server.installations()).some((one) => one.id === id && one.status === 'active');
}
