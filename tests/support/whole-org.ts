import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Settings } from '../../src/core/governance/settings.ts';
import { installInBrowser } from '../../src/sandbox/browser.ts';
import { startNetworks } from '../../src/sandbox/networks/start.ts';
import type { Networks } from '../../src/sandbox/networks/start.ts';
import type { SamplePerson } from '../../src/sandbox/people/person.ts';
import type { OrgOptions } from '../../src/sandbox/salesforce/options.ts';
import { startOrg } from '../../src/sandbox/salesforce/org.ts';
import type { Org } from '../../src/sandbox/salesforce/org.ts';
import { pubSubOf } from '../../src/sandbox/salesforce/pubsub/of-org.ts';
import type { SimulatedPubSub } from '../../src/sandbox/salesforce/pubsub/start.ts';
import { openKith } from './kith-asked.ts';
import type { AskedKith } from './kith-asked.ts';
import { freePort } from './kith-process.ts';

const APP = { clientId: 'whole-org-test', clientSecret: 'whole-org-test-secret' };
/** Whoever asks the org beside Kith: a subscriber of a test. */
const ADMIN = 'admin@kith-sample.example';
const PLENTY = { requests: 1_000_000, perSeconds: 1 };

/** A simulated org with the package in it, and Kith as a process of its own that is installed there. */
export interface WholeOrg extends Pick<AskedKith, 'ask' | 'text' | 'progress' | 'stop'> {
  readonly org: Org;
  readonly pubsub: SimulatedPubSub;
  readonly networks: Networks;
  /** Where Kith keeps its database. */
  readonly data: string;
  /** Kith starts, is installed, and an administrator decides and approves. @param decided what differs from the defaults */
  begin(decided?: Partial<Settings>): Promise<void>;
  /** The same, but for the approval, which comes with `approve`. */
  install(decided?: Partial<Settings>): Promise<void>;
  approve(): Promise<void>;
  /** `kill -9`, and a new start. */
  killed(): Promise<void>;
  /** Ends when Kith listens, knows everybody who is there, and nothing waits on either side. */
  settled(withinMs?: number): Promise<void>;
  /** A session of somebody else's app. */
  token(): Promise<string>;
  close(): Promise<void>;
}

export interface WholeOrgOptions extends Pick<OrgOptions, 'namespace' | 'personAccounts' | 'customFields'> {
  /** Who is on the networks. */
  readonly people?: readonly SamplePerson[];
  /** The networks that are asked; Bluesky unless told. */
  readonly asked?: readonly (keyof Networks['bases'])[];
  /** Kith's environment beside what it always needs. */
  readonly env?: Readonly<Record<string, string>>;
  /** Puts people into the org. Of what happens here nobody is told. */
  readonly fill: (org: Org) => void;
}

export async function openWholeOrg(options: WholeOrgOptions): Promise<WholeOrg> {
  const { people = [], asked = ['bluesky'], env: more = {}, fill, ...kind } = options;
  const data = mkdtempSync(join(tmpdir(), 'kith-org-'));
  chmodSync(data, 0o711);
  const now = () => new Date();
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  const budgets = { bluesky: PLENTY, github: PLENTY, githubSearch: PLENTY, gravatar: PLENTY };
  const networks = await startNetworks({ people, now, budgets });
  const org = await startOrg({
    ...{ ...APP, ...kind, now, clientCredentialsUser: ADMIN, dailyLimit: 10_000_000 },
  });
  fill(org);
  const pubsub = await pubSubOf(org, now);
  const kith = openKith(
    {
      KITH_DATA: data,
      KITH_PORT: String(port),
      KITH_PUBLIC_URL: publicUrl,
      KITH_SALESFORCE_CLIENT_ID: APP.clientId,
      KITH_SALESFORCE_CLIENT_SECRET: APP.clientSecret,
      KITH_SALESFORCE_EVENTS: pubsub.endpoint,
      KITH_SALESFORCE_EVENTS_CERTIFICATE: pubsub.certificate,
      KITH_NETWORK_BASE: [
        ...asked.map((name) => `${name}=${networks.bases[name]}`),
        `salesforce=${org.url}`,
      ].join(','),
      ...more,
    },
    publicUrl,
  );
  const install = async (decided: Partial<Settings> = {}) => {
    await kith.start();
    await installInBrowser(kith.url(), '/install/salesforce');
    await decide(kith, decided);
  };
  const approve = async () => void (await kith.ask('/api/v1/approval', { approve: true }));
  return {
    ...{ org, pubsub, networks, data, token: () => tokenOf(org) },
    ...{ ask: kith.ask, text: kith.text, progress: kith.progress, stop: kith.stop },
    ...{ install, approve },
    begin: async (decided = {}) => {
      await install(decided);
      await approve();
    },
    killed: async () => {
      await kith.kill();
      await kith.start();
    },
    settled: (withinMs = 300_000) => settled({ org, pubsub, kith }, withinMs),
    close: async () => {
      await kith.stop();
      pubsub.close();
      await Promise.all([org.close(), networks.close()]);
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** Those whom Kith has to know: leads that were converted are contacts now. */
export function everybodyIn(org: Org) {
  const leads = org.rows('Lead').filter((lead) => lead['IsConverted'] !== true);
  return [...org.rows('Contact'), ...leads];
}

async function decide({ ask }: AskedKith, decided: Partial<Settings>): Promise<void> {
  if (Object.keys(decided).length === 0) return;
  const { settings } = (await ask('/api/v1/settings')) as { settings: Settings };
  await ask('/api/v1/settings', { ...settings, ...decided }, 'PUT');
}

const TOPICS = ['/data/ContactChangeEvent', '/data/LeadChangeEvent'];

async function settled(
  { org, pubsub, kith }: Pick<WholeOrg, 'org' | 'pubsub'> & { readonly kith: AskedKith },
  withinMs: number,
): Promise<void> {
  const end = Date.now() + withinMs;
  for (let quiet = 0; quiet < 3;) {
    const { contacts, waiting } = await kith.progress();
    const untold = TOPICS.reduce((sum, topic) => sum + pubsub.waiting(topic), 0);
    const there = everybodyIn(org).length;
    const isQuiet = pubsub.listening() >= TOPICS.length && untold === 0 && waiting === 0;
    quiet = isQuiet && contacts === there ? quiet + 1 : 0;
    if (Date.now() > end) {
      const listening = pubsub.listening();
      throw new Error(
        `it never came to rest: ${contacts} of ${there} known, ${waiting} waiting, ${untold} untold to ${listening}`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function tokenOf(org: Org): Promise<string> {
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    ...{ client_id: APP.clientId, client_secret: APP.clientSecret },
  });
  const answer = await fetch(`${org.url}/services/oauth2/token`, { method: 'POST', body: form });
  return ((await answer.json()) as { access_token: string }).access_token;
}
