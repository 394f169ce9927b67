import { installationOf } from '../../../core/ids.ts';
import type { Setting, Step } from '../step.ts';
import { Trouble } from '../trouble.ts';

const POLL_MS = 3_000;

/** Kith may work in the org: by what the admin allowed the app, or by a consent in the browser. */
export const orgConnected: Step = {
  title: 'Kith in the org',
  async look(setting) {
    return (await isActive(setting))
      ? { there: true, says: `connected as ${idOf(setting)}` }
      : { there: false, says: `not connected: ${pageOf(setting)}` };
  },
  async does(setting) {
    const { user, say, waiting } = setting;
    if (user !== undefined) return connected(setting, user);
    say.line(`Open this page, sign in as the user Kith shall work as, and press Allow: ${pageOf(setting)}`);
    say.line('This command waits; Ctrl-C ends it, and the next run goes on here.');
    while (!(await isActive(setting))) await waiting.pause(POLL_MS);
    return `connected as ${idOf(setting)}`;
  },
};

async function connected({ server, org }: Setting, user: string): Promise<string> {
  try {
    return `connected as ${await server.connect({ signIn: org.url, user })}, for ${user}`;
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    const admit = `Setup, External Client App Manager, Policies: admit Kith’s app for ${user}`;
    throw new Trouble(`${error.message} ${admit}; or leave out --user and consent in the browser.`);
  }
}

const idOf = ({ org }: Setting) => installationOf('salesforce', org.id);

const pageOf = ({ server, org }: Setting) =>
  `${server.url}/install/salesforce?${new URLSearchParams({ at: org.url }).toString()}`;

async function isActive(setting: Setting): Promise<boolean> {
  const id = idOf(setting);
  const all = await setting.server.installations();
  return all.some((one) => one.id === id && one.status === 'active');
}
