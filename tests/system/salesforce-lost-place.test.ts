import { afterEach, beforeEach, expect, it } from 'vitest';
import { CRMS } from '../../connectors/index.ts';
import type { InstallationId } from '../../src/core/ids.ts';
import { handlers } from '../../src/flows/handlers.ts';
import { connectTo } from '../../src/sandbox/salesforce/connector-bed.ts';
import type { Connected } from '../../src/sandbox/salesforce/connector-bed.ts';
import { pubSubOf } from '../../src/sandbox/salesforce/pubsub/of-org.ts';
import type { SimulatedPubSub } from '../../src/sandbox/salesforce/pubsub/start.ts';
import { teach } from '../../src/workers/teach.ts';
import { weigh } from '../../src/workers/weigh.ts';
import { startListening } from '../../src/workers/listening.ts';
import type { Listening } from '../../src/workers/listening.ts';
import { startWorkers } from '../../src/workers/run.ts';
import { SILENT, freshStore } from '../support/database.ts';
import type { FreshStore } from '../support/database.ts';
import { keepGrant, openOrgSession, soon } from '../support/org-session.ts';
import type { OrgSession } from '../support/org-session.ts';
import { NO_HUBS } from '../support/hub.ts';
import { openReceivers } from '../support/receivers.ts';

const STREAM = 'crm events';
const HOUR_MS = 3_600_000;

let db: FreshStore;
let org: Connected;
let pubsub: SimulatedPubSub;
let kith: OrgSession;
let id: InstallationId;
const closing: (() => Promise<void> | void)[] = [];
beforeEach(async () => {
  db = await freshStore();
  org = await connectTo();
  const { bed, grant } = org;
  pubsub = await pubSubOf(bed.org, bed.now);
  const { endpoint, certificate } = pubsub;
  const app = { ...org.app, events: { endpoint, certificate } };
  id = await keepGrant(db.store, grant, bed.now);
  kith = openOrgSession({ store: db.store, app, account: grant.account, now: bed.now });
  const workers = await startWorkers({ boss: db.boss, handlers: work(), log: SILENT, now: bed.now });
  closing.push(
    () => kith.close(),
    () => workers.stop(),
  );
});
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
  pubsub.close();
  await org.bed.close();
  await db.close();
});

/** All that the workers of a server do, with no network to ask. */
function work() {
  const { sessions, budget, leaving } = kith;
  const nothing = { networks: new Map(), manners: new Map(), grammars: [], titles: new Map() };
  return handlers({
    ...nothing,
    ...{ store: db.store, now: org.bed.now, budget, leaving, crmOf: sessions.crmOf, forget: () => undefined },
    crms: new Map(CRMS.map((crm) => [crm.id, crm])),
    webhooks: openReceivers().webhooks,
    hubs: NO_HUBS,
    teach,
    weigh,
  });
}

function listen(): Listening {
  const deps = { store: db.store, listen: kith.sessions.listen, now: org.bed.now, pause: soon, log: SILENT };
  return startListening(deps);
}

const position = () => db.store.inside(id, (w) => w.cursors.read(STREAM));
/** Whom Kith knows, and by which title. */
const known = () =>
  db.store.inside(id, async (w) => {
    const all = await w.contacts.list({ limit: 100 });
    return Object.fromEntries(all.map(({ contact }) => [contact.id, contact.title]));
  });
/** Whom the org has. */
const there = () =>
  Object.fromEntries(
    [...org.bed.org.rows('Contact'), ...org.bed.org.rows('Lead')].map((row) => [row.Id, row['Title']]),
  );
const agree = () => expect.poll(known, { timeout: 60_000 }).toEqual(there());

/** Kith has taken in three people and listens; then it stops. */
async function stoppedAfterTheImport(): Promise<readonly string[]> {
  const { org: sim } = org.bed;
  const ids = ['Ines', 'Agnes'].map((LastName) => sim.create('Contact', { LastName, Title: 'new' }).Id);
  ids.push(sim.create('Lead', { LastName: 'Ada', Company: 'Moe Labs', Title: 'new' }).Id);
  await db.store.inside(id, (w) => w.enqueue('import', [{ installation: id }]));
  const listening = listen();
  await agree();
  sim.change(ids[0] ?? '', { Title: 'heard' });
  await agree();
  await listening.stop();
  return ids;
}

/** One is gone, one is new, one is another: nobody was there to hear it. */
function liveOn([gone = '', other = '', lead = '']: readonly string[]): void {
  const { org: sim } = org.bed;
  sim.remove(gone);
  sim.change(other, { Title: 'unheard' });
  sim.change(lead, { Title: 'unheard too' });
  sim.create('Lead', { LastName: 'Late', Company: 'Moe Labs', Title: 'unheard of' });
}

/** How often all contacts were asked for from the first on. */
const readAgain = () =>
  org.bed.org.switches.requests.filter(({ path }) =>
    /WHERE%20Id%20!%3D%20null.*FROM|FROM%20Contact%20WHERE%20Id%20!%3D%20null/i.test(path),
  ).length;

it('reads all again after more than 72 hours, and whoever is gone is gone', async () => {
  const ids = await stoppedAfterTheImport();
  liveOn(ids);
  org.bed.advance(73 * HOUR_MS);
  org.bed.org.switches.forget();
  const listening = listen();
  await agree();
  expect(readAgain()).toBe(1);
  org.bed.org.change(ids[1] ?? '', { Title: 'heard again' });
  await agree();
  expect(readAgain(), 'what comes after is heard').toBe(1);
  await listening.stop();
});

it.each([
  ['is no position', () => 'scrambled'],
  [
    'names events that never were',
    (kept: string) => kept.replaceAll(/"after":"[^"]+"/g, '"after":"f/8AAAAAAAA="'),
  ],
])('reads all again when what was kept of its place %s', async (_what, spoilt) => {
  const ids = await stoppedAfterTheImport();
  liveOn(ids);
  const kept = (await position()) ?? '';
  await db.store.inside(id, (w) => w.cursors.keep(STREAM, spoilt(kept)));
  org.bed.org.switches.forget();
  const listening = listen();
  await agree();
  await expect.poll(readAgain).toBe(1);
  org.bed.org.change(ids[1] ?? '', { Title: 'heard again' });
  await agree();
  await listening.stop();
});

it('hears what happened while it was away for less, without reading all again', async () => {
  const ids = await stoppedAfterTheImport();
  liveOn(ids);
  org.bed.advance(71 * HOUR_MS);
  org.bed.org.switches.forget();
  const listening = listen();
  await agree();
  expect(readAgain()).toBe(0);
  await listening.stop();
});
