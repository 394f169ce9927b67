import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PQueue from 'p-queue';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ContactId } from '../../src/core/ids.ts';
import { openLog } from '../../src/log.ts';
import { installInBrowser } from '../../src/sandbox/browser.ts';
import { startPortal } from '../../src/sandbox/hubspot/portal.ts';
import type { Portal } from '../../src/sandbox/hubspot/portal.ts';
import { openStorage } from '../../src/storage/open.ts';
import { databasePid, freePort, startNowhere, startProcess } from '../support/kith-process.ts';
import type { KithProcess } from '../support/kith-process.ts';
import { deliver, hubspotEvent } from '../support/signed.ts';
import { until } from '../support/until.ts';

const CONTACTS = 400;
const DELIVERIES = 2_000;
const SECRET = 'crash-test-secret';
const data = mkdtempSync(join(tmpdir(), 'kith-crash-'));

let portal: Portal;
let nowhere: Awaited<ReturnType<typeof startNowhere>>;
let env: Record<string, string>;
let hook: string;
let kith: KithProcess;

beforeAll(async () => {
  chmodSync(data, 0o711);
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  hook = `${publicUrl}/webhooks/hubspot`;
  const people = Array.from({ length: CONTACTS }, (_, i) => ({
    email: `p${i}@people.example`,
    jobtitle: 'new',
  }));
  portal = await startPortal({
    ...{
      portalId: 77,
      clientId: 'crash-test',
      clientSecret: SECRET,
      now: () => new Date(),
      contacts: people,
    },
    limit: { requests: 100_000, perSeconds: 1 },
  });
  nowhere = await startNowhere();
  const networks = ['bluesky', 'github', 'gravatar', 'website'].map((name) => `${name}=${nowhere.url}`);
  env = {
    KITH_DATA: data,
    KITH_PORT: String(port),
    KITH_PUBLIC_URL: publicUrl,
    KITH_HUBSPOT_CLIENT_ID: 'crash-test',
    KITH_HUBSPOT_CLIENT_SECRET: SECRET,
    KITH_NETWORK_BASE: [...networks, `hubspot=${portal.url}`].join(','),
  };
});

afterAll(async () => {
  await kith.stop();
  await portal.close();
  await nowhere.close();
  rmSync(data, { recursive: true, force: true });
});

it('gives every acknowledged delivery its effect exactly once, though it is killed twice on the way', async () => {
  kith = await startProcess(env);
  await installInBrowser(kith.url, '/install/hubspot');
  await approve();
  const ids = portal.list().map((contact) => contact.id);
  const acknowledged = new Set<number>();
  const sending = new PQueue({ concurrency: 24 });
  const send = async (n: number) => {
    const id = ids[n % ids.length] ?? '';
    const event = hubspotEvent({
      eventId: n,
      portalId: 77,
      objectId: Number(id),
      occurredAt: 1_700_000_000_000 + n,
    });
    if ((await deliver(hook, SECRET, [event])) === 204) acknowledged.add(n);
  };
  for (const id of ids) portal.edit(id, { jobtitle: 'changed before the storm' });
  await portal.settled();
  const storm = Array.from({ length: DELIVERIES }, (_, n) => sending.add(() => send(n)));

  await until(() => acknowledged.size > 500);
  await kith.kill();
  kith = await startProcess(env);
  await until(() => acknowledged.size > 1_000 || sending.size === 0);
  await killAll(kith);
  kith = await startProcess(env);
  await Promise.all(storm);
  // As HubSpot does, whatever was not acknowledged is sent again, and so is some of what was.
  for (let n = 0; n < DELIVERIES; n++)
    if (!acknowledged.has(n) || n % 10 === 0) void sending.add(() => send(n));
  await sending.onIdle();
  expect(acknowledged.size).toBe(DELIVERIES);

  await idle();
  await kith.stop();
  await checkEffects(acknowledged);
  kith = await startProcess(env);
}, 240_000);

async function checkEffects(acknowledged: ReadonlySet<number>): Promise<void> {
  const storage = await openStorage({ dataDirectory: data, log: openLog('silent') });
  try {
    const [installation] = await storage.store.installations();
    if (!installation) throw new Error('not installed');
    await storage.store.inside(installation.id, async (w) => {
      expect(await w.deliveries.list({ status: 'failed', limit: 10 })).toEqual([]);
      expect(await w.deliveries.list({ status: 'waiting', limit: 10 })).toEqual([]);
      const done = await w.deliveries.list({ status: 'done', limit: DELIVERIES * 2 });
      expect(done.length).toBeGreaterThanOrEqual(acknowledged.size);
      // Each event took effect once: none of them is new any more, and each contact stands there once, as it is.
      expect(await w.contacts.count()).toBe(CONTACTS);
      for (const { id } of portal.list()) {
        expect((await w.contacts.find(ContactId.parse(id)))?.title).toBe('changed before the storm');
        expect(await w.outbox.take(1)).toEqual([]);
      }
    });
    expect(await storage.stuck.list()).toEqual([]);
  } finally {
    await storage.close();
  }
  for (const contact of portal.list()) expect(contact.properties['kith_profile_count']).toBe('0');
}

async function idle(): Promise<void> {
  const cookie = await keyCookie();
  await until(async () => {
    const response = await fetch(`${env['KITH_PUBLIC_URL']}/api/v1/workspace`, { headers: { cookie } });
    const { progress } = (await response.json()) as { progress: { waiting: number; contacts: number } };
    return progress.waiting === 0 && progress.contacts === CONTACTS;
  });
}

/** Nothing is written before an admin has said so. */
async function approve(): Promise<void> {
  const response = await fetch(`${env['KITH_PUBLIC_URL']}/api/v1/approval`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${new URL(kith.url).searchParams.get('key')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ approve: true }),
  });
  expect(response.status).toBe(200);
}

async function keyCookie(): Promise<string> {
  const response = await fetch(kith.url, { redirect: 'manual' });
  return response.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
}

/** Kith and its database, at once. */
async function killAll({ kill }: KithProcess): Promise<void> {
  process.kill(databasePid(join(data, 'postgres', 'postmaster.pid')), 'SIGKILL');
  await kill();
}
