import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { readConfig } from '../../src/config.ts';
import { openLog } from '../../src/log.ts';
import { startKith } from '../../src/main.ts';
import { installInBrowser } from '../../src/sandbox/browser.ts';
import { startPortal } from '../../src/sandbox/hubspot/portal.ts';
import { startNetworks } from '../../src/sandbox/networks/start.ts';
import { PEOPLE } from '../../src/sandbox/people.ts';

const PROJECT = fileURLToPath(new URL('.', import.meta.url));
const PATIENCE_MS = 60_000;
/** So few that the whole page fits on a picture. */
const SHOWN = ['mara', 'sam'];
const now = () => new Date();

/**
 * Kith right after its installation into a simulated portal that is not the sample's: the contacts are read and looked
 * for, nobody has approved of writing.
 * @param data where its database lives.
 * @param port where it listens; free.
 * @returns the address of the app's settings page in the portal.
 * @throws Error when nobody was found within a minute.
 */
export async function openNewInstallation(data: string, port: number) {
  const publicUrl = `http://127.0.0.1:${port}`;
  const [portalId, clientId, clientSecret] = [4711, 'pictures', 'only for the pictures'];
  const people = PEOPLE.filter(({ key }) => SHOWN.includes(key));
  const networks = await startNetworks({ people, now });
  const portal = await startPortal({
    ...{ portalId, clientId, clientSecret, now },
    contacts: people.map(({ contact }) => contact ?? {}),
    app: { folder: PROJECT, origin: () => publicUrl },
  });
  const bases = Object.entries({ ...networks.bases, hubspot: portal.url });
  const env = {
    KITH_DATA: data,
    KITH_PORT: String(port),
    KITH_HUBSPOT_CLIENT_ID: clientId,
    KITH_HUBSPOT_CLIENT_SECRET: clientSecret,
    KITH_NETWORKS: Object.keys(networks.bases).join(','),
    KITH_NETWORK_BASE: bases.map(([name, url]) => `${name}=${url}`).join(','),
  };
  const kith = await startKith(readConfig(env), openLog('silent'));
  const close = async () => {
    await kith.close();
    await Promise.all([portal.close(), networks.close()]);
  };
  try {
    await installInBrowser(kith.url, '/install/hubspot');
    await everybodyFound(kith.url, people.length);
  } catch (error) {
    await close();
    throw error;
  }
  return { settings: `${portal.url}/settings-app/${portalId}`, close };
}

interface Seen {
  readonly preview: readonly unknown[];
  readonly health: { readonly waiting: number };
}

/** @param home the address that Kith printed: it carries the access key. */
async function everybodyFound(home: string, contacts: number): Promise<void> {
  const { origin, searchParams } = new URL(home);
  const headers = { authorization: `Bearer ${searchParams.get('key')}` };
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await wait(250)) {
    const response = await fetch(`${origin}/api/v1/settings`, { headers });
    const { preview, health } = (await response.json()) as Seen;
    if (preview.length >= contacts && health.waiting === 0) return;
  }
  throw new Error(`The new installation was not ready after ${PATIENCE_MS / 1000} s`);
}
