import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import { vi } from 'vitest';
import { startOrg } from '../../sandbox/salesforce/org.ts';
import type { Org, OrgOptions } from '../../sandbox/salesforce/org.ts';
import { ACCESS_KEY, startKithStandIn } from './kith-stand-in.ts';
import type { KithStandIn } from './kith-stand-in.ts';
import type { SalesforceIo } from './run.ts';
import { Interrupted } from '../interrupt.ts';
import type { Waiting } from './waiting.ts';

export const ADMIN = 'admin@kith-sample.example';
const CLIENT = { clientId: 'sf-login', clientSecret: 'secret-of-the-app' };

type Io = SalesforceIo & { readonly input: NodeJS.ReadableStream };

/** An admin at a desk: logged in to a simulated org with `sf`, in a home of their own, and a Kith that answers. */
export interface Desk {
  readonly home: string;
  readonly org: Org;
  readonly kith: KithStandIn;
  /** What every command is given. */
  readonly at: { readonly targetOrg: string; readonly server: string };
  /** Runs a command, and collects what it printed. */
  run(command: (io: Io) => Promise<number>, how?: Partial<Io>): Promise<Ran>;
  /** Calls that may have changed something in the org; a deployment that only checks changes nothing. */
  writes(): readonly string[];
  /** Every file in the home, with what is in it. */
  files(): Promise<ReadonlyMap<string, string>>;
  close(): Promise<void>;
}

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** @param options `installed` is false unless told: the org does not know Kith */
export async function openDesk(options: Partial<OrgOptions> = {}): Promise<Desk> {
  const home = await mkdtemp(join(tmpdir(), 'kith-desk-'));
  // Salesforce's libraries keep what they keep there, and its key in a file instead of the machine's keyring.
  vi.stubEnv('HOME', home);
  vi.stubEnv('SF_USE_GENERIC_UNIX_KEYCHAIN', 'true');
  if (homedir() !== home) throw new Error('the tests must not touch the home of whoever runs them');
  const keys = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const asked = { externalClientApp: 'local', installed: false, certificate: keys.publicKey } as const;
  const org = await startOrg({ ...CLIENT, now: () => new Date(), ...asked, ...options });
  const kith = await startKithStandIn();
  kith.admitted.set(org.url, org.orgId);
  await logIn(org, join(home, 'key.pem'), keys.privateKey);
  return {
    ...{ home, org, kith, at: { targetOrg: 'sample', server: kith.url } },
    run,
    writes: () => writesIn(org),
    files: () => filesIn(home),
    close: async () => {
      await Promise.all([org.close(), kith.close()]);
      await rm(home, { recursive: true });
      vi.unstubAllEnvs();
    },
  };
}

/** As `sf org login jwt` does it. */
async function logIn(org: Org, privateKeyFile: string, privateKey: string): Promise<void> {
  await writeFile(privateKeyFile, privateKey);
  const { AuthInfo, StateAggregator } = await import('@salesforce/core');
  StateAggregator.clearInstance();
  const oauth2Options = { clientId: CLIENT.clientId, loginUrl: org.url, privateKeyFile };
  const login = await AuthInfo.create({ username: ADMIN, oauth2Options });
  await login.save();
  await login.setAlias('sample');
}

async function run(command: (io: Io) => Promise<number>, how: Partial<Io> = {}): Promise<Ran> {
  const [stdout, stderr, input] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const printed = Promise.all([text(stdout), text(stderr)]);
  const interrupt = how.interrupt ?? new AbortController().signal;
  const waiting = inNoTime(interrupt);
  const io = { stdout, stderr, input, isTty: false, interrupt, waiting, accessKey: ACCESS_KEY, ...how };
  const code = await command(io).finally(() => {
    stdout.end();
    stderr.end();
  });
  const [out, err] = await printed;
  return { code, out, err };
}

/** What is waited for is looked at again at once. */
const inNoTime = (interrupt: AbortSignal): Waiting => ({
  pause: async () => {
    await setImmediate();
    if (interrupt.aborted) throw new Interrupted();
  },
});

const writesIn = ({ switches: { requests } }: Org) =>
  requests
    .filter(({ method, path }) => method !== 'GET' && !path.includes('/oauth2/'))
    .map(({ method, path }) => `${method} ${path.replace('/services/data/v67.0', '')}`);

async function filesIn(folder: string): Promise<ReadonlyMap<string, string>> {
  const all = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = all.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  return new Map(
    await Promise.all(
      paths.map(async (path): Promise<[string, string]> => [path, await readFile(path, 'utf8')]),
    ),
  );
}
