import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import type { CustomerRecord } from '../../src/core/record/record.ts';
import { openLog } from '../../src/log.ts';
import { startKith } from '../../src/main.ts';
import type { Kith } from '../../src/main.ts';
import { installInBrowser } from '../../src/sandbox/browser.ts';
import { startPortal } from '../../src/sandbox/hubspot/portal.ts';
import type { Portal } from '../../src/sandbox/hubspot/portal.ts';
import { startAtNetwork } from '../support/at-network.ts';
import type { AtAccount, AtNetwork, PostRef } from '../support/at-network.ts';
import { freePort, startNowhere } from '../support/kith-process.ts';
import { until } from '../support/until.ts';

const data = mkdtempSync(join(tmpdir(), 'kith-at-record-'));
let network: AtNetwork;
let nowhere: Awaited<ReturnType<typeof startNowhere>>;
let portal: Portal;
let kith: Kith;
let alice: AtAccount;
let first: PostRef;
let contact: string;

beforeAll(async () => {
  chmodSync(data, 0o711);
  [network, nowhere] = await Promise.all([startAtNetwork(), startNowhere()]);
  alice = await network.account('alice.test', 'Alice Ng', 'VP Sales. I write about ferries.');
  first = await alice.post('I love how well the new export works, thank you');
  await alice.post('Does anybody know whether the invoices can be sent by mail?');
  await network.processAll();
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  const [clientId, clientSecret] = ['at-test', 'at-test-secret'];
  portal = await startPortal({
    ...{ portalId: 5, clientId, clientSecret, now: () => new Date() },
    webhookUrl: `${publicUrl}/webhooks/hubspot`,
  });
  const elsewhere = ['github', 'gravatar', 'website'].map((name) => `${name}=${nowhere.url}`);
  const bases = [...elsewhere, `bluesky=${network.appViewUrl}`, `hubspot=${portal.url}`];
  const env = {
    KITH_DATA: data,
    KITH_PORT: String(port),
    KITH_PUBLIC_URL: publicUrl,
    KITH_NETWORKS: 'bluesky,github,gravatar,website',
    KITH_NETWORK_BASE: bases.join(','),
    KITH_NETWORK_BLUESKY_STREAM: 'firehose',
    KITH_NETWORK_BLUESKY_STREAM_BASE: network.pdsUrl.replace('http:', 'ws:'),
    KITH_NETWORK_BLUESKY_DIRECTORY: network.plcUrl,
  };
  const app = { KITH_HUBSPOT_CLIENT_ID: clientId, KITH_HUBSPOT_CLIENT_SECRET: clientSecret };
  kith = await startKith(readConfig({ ...env, ...app }), openLog('silent'));
  await installInBrowser(kith.url, '/install/hubspot');
  contact = portal.create({
    ...{ firstname: 'Alice', lastname: 'Ng', email: 'alice@acme.example' },
    website: 'https://bsky.app/profile/alice.test',
  }).id;
}, 120_000);

afterAll(async () => {
  await kith.close();
  await Promise.all([portal.close(), nowhere.close(), network.close()]);
  rmSync(data, { recursive: true, force: true });
});

it('links the account that the CRM names and whose name agrees, reads it, and keeps a person’s word on it', async () => {
  const linked = await eventually((record) => record.conversations.length === 2);
  expect(linked.profiles[0]).toMatchObject({
    network: 'bluesky',
    id: alice.did,
    handle: 'alice.test',
    name: 'Alice Ng',
    link: { status: 'auto', decidedBy: 'Kith' },
  });
  await say(alice.did, 'confirmed');
  const confirmed = await eventually((record) => record.profiles[0]?.link.status === 'confirmed');
  expect(confirmed.profiles[0]?.link.probability).toBe(1);
  const texts = confirmed.conversations.map((post) => post.text);
  expect(texts).toContain('I love how well the new export works, thank you');
  const loved = confirmed.conversations.find((post) => post.text.startsWith('I love'));
  expect(loved?.reading).toMatchObject({ language: { tag: 'en' }, tone: { label: 'positive' } });
});

it('follows a changed profile and a changed handle: the DID stays, and so does the link', async () => {
  await alice.updateProfile({ bio: 'Chief Revenue Officer at Acme' });
  await alice.changeHandle('alice-ng.test');
  await again();
  const record = await eventually((one) => one.profiles[0]?.handle === 'alice-ng.test');
  expect(record.profiles[0]).toMatchObject({ id: alice.did, bio: 'Chief Revenue Officer at Acme' });
  expect(record.profiles[0]?.link.status).toBe('confirmed');
});

it('shows what she says and what she takes back, without anybody asking', async () => {
  const passing = await alice.post('Reading the release notes');
  await eventually((one) => one.conversations.some(({ text }) => text.startsWith('Reading')));
  await alice.deletePost(passing);
  await alice.deletePost(first);
  const record = await eventually((one) => one.conversations.length === 1);
  expect(record.conversations[0]?.text).toContain('invoices');
});

it('quotes nobody whose account was deactivated, and says so', async () => {
  await alice.deactivate();
  await again();
  const record = await eventually((one) => one.profiles[0]?.standing === 'deactivated');
  expect(record.conversations).toEqual([]);
});

it('writes nothing into the CRM before an admin approved, then shows it all in Kith’s own properties', async () => {
  const shown = (property: string) => portal.get(contact)?.properties[property] ?? '';
  expect(
    Object.keys(portal.get(contact)?.properties ?? {}).filter((name) => name.startsWith('kith')),
  ).toEqual([]);
  expect((await ask('POST', 'approval', { approve: true })).status).toBe(200);
  // The account that fell silent is still linked, and what it said is no longer shown.
  await until(() => shown('kith_profile_count') === '1' && shown('kith_last_post') === '');
  expect(shown('firstname')).toBe('Alice');
});

async function again(): Promise<void> {
  await network.processAll();
  await ask('POST', `records/${contact}/refresh`);
}

async function say(profile: string, says: string): Promise<void> {
  await ask('POST', `records/${contact}/links/bluesky/${encodeURIComponent(profile)}/verdict`, { says });
}

async function ask(method: string, path: string, body?: object): Promise<Response> {
  const url = new URL(kith.url);
  return fetch(`${url.origin}/api/v1/${path}`, {
    method,
    headers: { authorization: `Bearer ${url.searchParams.get('key')}`, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
}

async function eventually(holds: (record: CustomerRecord) => boolean): Promise<CustomerRecord> {
  let record: CustomerRecord | undefined;
  await until(async () => {
    const response = await ask('GET', `records/${contact}`);
    record = response.ok ? ((await response.json()) as CustomerRecord) : undefined;
    return record !== undefined && holds(record);
  });
  if (!record) throw new Error('there is no record');
  return record;
}
