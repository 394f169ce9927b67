import { readFileSync } from 'node:fs';
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bluesky } from '../../connectors/network/bluesky/index.ts';
import { github } from '../../connectors/network/github/index.ts';
import { DeliveryId, installationOf } from '../../src/core/ids.ts';
import type { InstallationId } from '../../src/core/ids.ts';
import { handlers } from '../../src/flows/handlers.ts';
import type { FlowDeps } from '../../src/flows/handlers.ts';
import { openPushes } from '../../src/flows/pushes.ts';
import { openGate } from '../../src/outbound/gate.ts';
import { connectNetworks } from '../../src/outbound/networks.ts';
import type { JobName, JobPayload } from '../../src/ports/queue.ts';
import { startWorkers } from '../../src/workers/run.ts';
import type { Workers } from '../../src/workers/run.ts';
import { world as handMade } from '../browser/hand-made.ts';
import { serve } from '../browser/serve.ts';
import { freshStore, SILENT } from '../support/database.ts';
import type { FreshStore } from '../support/database.ts';
import { account, openWorlds } from '../support/world.ts';

/** Slack’s own words of a message. */
const MESSAGE = { type: 'event_callback', team_id: 'T061EG9R6', api_app_id: 'A1', event_time: 1_767_348_000 };
const TOLD = {
  user: 'U061F7AUR',
  text: 'Is it fast?',
  ts: '1767348000.000200',
  event_ts: '1767348000.000200',
};
const SIGNING = 'a'.repeat(32);

/** On a busy machine; what is judged is the order, not the time. */
const PATIENT = { timeout: 40_000 };

let worlds: Awaited<ReturnType<typeof openWorlds>>;
let db: FreshStore;
let hanging: Server;
let answering: Server;
const hung = { questions: 0 };
beforeAll(async () => {
  worlds = await openWorlds();
  db = await freshStore();
  hanging = createServer(() => void (hung.questions += 1)).listen(0, '127.0.0.1');
  const read = (name: string) =>
    readFileSync(new URL(`../../connectors/network/bluesky/fixtures/${name}.json`, import.meta.url));
  answering = createServer((request, response) => {
    const what = request.url?.includes('getAuthorFeed') ? 'author-feed' : 'profile';
    response.writeHead(200, { 'content-type': 'application/json' }).end(read(what));
  }).listen(0, '127.0.0.1');
  await Promise.all([once(hanging, 'listening'), once(answering, 'listening')]);
});
afterAll(async () => {
  hanging.closeAllConnections();
  hanging.close();
  answering.closeAllConnections();
  answering.close();
  await db.close();
  await worlds.close();
});

const originOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const now = () => new Date();

let installation: InstallationId;
let nth = 0;
let deps: FlowDeps;
let gate: ReturnType<typeof openGate>;
let workers: Workers | undefined;
let app: Awaited<ReturnType<typeof serve>> | undefined;
beforeEach(() => {
  installation = installationOf('hubspot', `gateway-${nth++}`);
  gate = openGate({
    ...{ now, log: SILENT, limitsOf: () => github.limits, trustedOrigins: new Set() },
    pause: (ms, signal) =>
      new Promise((done) => {
        const timer = setTimeout(done, ms);
        signal?.addEventListener('abort', () => (clearTimeout(timer), done()), { once: true });
      }),
  });
  const networks = connectNetworks([bluesky, github], {
    ...{ gate, now, settings: {} },
    bases: { bluesky: originOf(answering), github: originOf(hanging) },
  });
  deps = { ...worlds.world().deps, store: db.store, networks, now };
});
afterEach(async () => {
  await gate.close();
  await workers?.stop(0);
  await app?.close();
  [workers, app] = [undefined, undefined];
  await db.pool.query('delete from pgboss.job; delete from kith.delivery');
});

/** Starts the workers; what each job of these names began and ended is told in order. */
async function work(watched: JobName, on: (job: JobPayload<JobName>, what: 'begins' | 'ends') => unknown) {
  const all = handlers(deps);
  const handler = async (job: JobPayload<JobName>) => {
    await on(job, 'begins');
    await (all[watched] as (job: JobPayload<JobName>) => Promise<void>)(job);
    await on(job, 'ends');
  };
  const watching = { ...all, [watched]: handler };
  workers = await startWorkers({ boss: db.boss, handlers: watching, log: SILENT, now });
}

const delivery = (connector: string, name: string, body: string, at = now()) => ({
  ...{ installation, id: DeliveryId.parse(`${connector}:${name}`), connector, receivedAt: at },
  body: Buffer.from(body),
});

function issue(n: number): string {
  const at = new Date(Date.UTC(2026, 3, 1) + n * 1000).toISOString();
  const html_url = `https://github.com/acme/engine/issues/${n}`;
  const user = { login: 'flood', id: 9, type: 'User', html_url: 'https://github.com/flood' };
  const told = { number: n, title: 'Engine', body: `It fails ${n}`, html_url, user, created_at: at };
  return JSON.stringify({
    action: 'opened',
    issue: { ...told, updated_at: at },
    repository: { id: 99, private: false },
  });
}

/** Slack delivers a message over HTTP, signed, and is answered. */
async function slackDelivers(name: string): Promise<number> {
  const { deps: http } = handMade([]);
  const pushes = openPushes({ store: db.store, manners: deps.manners, now, newSecret: () => 'made' });
  await pushes.setUp(installation, 'slack', SIGNING);
  const there = { id: installation, crm: 'hubspot', account: '1', status: 'active', sample: true } as const;
  const installations = () => Promise.resolve([{ ...there, installedAt: now() }]);
  app = await serve({ ...http, store: { ...db.store, installations }, pushes, now });
  const event = { type: 'message', channel: 'C0LAN2Q65', channel_type: 'channel', ...TOLD };
  const body = JSON.stringify({ ...MESSAGE, event_id: name, event });
  const time = String(Math.floor(Date.now() / 1000));
  const proof = createHmac('sha256', SIGNING).update(`v0:${time}:${body}`).digest('hex');
  const headers = { 'x-slack-signature': `v0=${proof}`, 'x-slack-request-timestamp': time };
  return (await app.ask(`/webhooks/slack/${installation}`, { method: 'POST', body, headers })).status;
}

const standing = async (connector: string) =>
  (
    await db.pool.query<{ status: string; n: number }>(
      `select status, count(*)::int as n from kith.delivery where connector = $1 group by status order by status`,
      [connector],
    )
  ).rows.map(({ status, n }) => `${n} ${status}`);

describe('one source never delays another:', () => {
  it('one that floods the inbox with 10,000 deliveries is taken in beside what came after them', async () => {
    const flood = Array.from({ length: 10_000 }, (_, n) =>
      delivery('github', String(n), issue(n), new Date(Date.UTC(2026, 3, 1) + n)),
    );
    for (let n = 0; n < flood.length; n += 1_000) await db.store.keepDeliveries(flood.slice(n, n + 1_000));
    expect(await slackDelivers('Ev1')).toBe(204);
    const turns: string[][] = [];
    await work('normalise', async (_job, what) => {
      if (what === 'ends') turns.push([...(await standing('slack')), ...(await standing('github'))]);
    });
    await expect.poll(() => turns.length, PATIENT).toBeGreaterThan(0);
    expect(turns[0]).toContain('1 done');
    // The flood goes on in jobs of its own, so that other installations come in between.
    expect(turns[0]?.some((line) => /^\d+ waiting$/.test(line))).toBe(true);
  });

  it('one that changes its format fails by itself', async () => {
    const odd = [
      '{',
      '[]',
      '{"action":"opened","issue":7}',
      '\u0000',
      '{"action":"opened","issue":{"number":"x"}}',
    ];
    await db.store.keepDeliveries(
      Array.from({ length: 300 }, (_, n) => delivery('github', String(n), odd[n % odd.length] ?? '')),
    );
    expect(await slackDelivers('Ev2')).toBe(204);
    let turns = 0;
    await work('normalise', (_job, what) => what === 'ends' && (turns += 1));
    await expect.poll(() => standing('slack'), PATIENT).toEqual(['1 done']);
    expect(turns).toBeLessThanOrEqual(1);
    await expect
      .poll(() => standing('github'), PATIENT)
      .not.toContainEqual(expect.stringContaining('waiting'));
  });

  it('one that hangs keeps a few jobs, and another is read meanwhile', async () => {
    const at = async (network: string, id: string) => {
      const profile = account(network, id);
      await db.store.inside(installation, async (w) => {
        await w.profiles.keep([profile]);
        const job = { installation, network: profile.network, profile: profile.id };
        await w.enqueue('understand', [job], { key: `${network}:${id}` });
      });
    };
    for (let n = 1; n <= 60; n += 1) await at('github', String(n));
    await at('bluesky', 'did:plc:ewvi7nxzyoun6zhxrhs64oiz');
    const begun = { github: 0, bluesky: 0 };
    const ended: string[] = [];
    await work('understand', (job, what) => {
      const { network } = job as JobPayload<'understand'>;
      if (what === 'begins') begun[network as keyof typeof begun] += 1;
      else ended.push(network);
    });
    await expect.poll(() => ended, PATIENT).toEqual(['bluesky']);
    expect(begun.github).toBeLessThanOrEqual(4);
    expect(hung.questions).toBeGreaterThan(0);
  });

  it('a CRM that hangs keeps its own account waiting', async () => {
    const stuck = [1, 2, 3].map((n) => installationOf('hubspot', `stuck-${nth}-${n}`));
    const never = new Promise<never>(() => undefined);
    deps = { ...deps, crmOf: (at) => (stuck.includes(at) ? never : worlds.world().deps.crmOf(at)) };
    const event = JSON.stringify([
      { eventId: 1, objectId: 1, subscriptionType: 'object.creation', portalId: 1 },
    ]);
    for (const each of stuck) {
      const one = { ...delivery('hubspot', each, event), installation: each };
      await db.store.keepDeliveries([one]);
    }
    expect(await slackDelivers('Ev3')).toBe(204);
    await work('normalise', () => undefined);
    await expect.poll(() => standing('slack'), PATIENT).toEqual(['1 done']);
  });
});
