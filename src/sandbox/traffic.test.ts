import { afterEach, beforeEach, expect, it } from 'vitest';
import { HAPPENINGS } from './happenings.ts';
import { startPortal } from './hubspot/portal.ts';
import type { Portal } from './hubspot/portal.ts';
import { deskOf } from './hubspot/sample-portal.ts';
import { startNetworks } from './networks/start.ts';
import type { Networks } from './networks/start.ts';
import { CONTACTS, PEOPLE } from './people.ts';
import { ITEMS } from './people/items.ts';
import { startTraffic } from './traffic.ts';

const now = () => new Date('2026-03-01T12:00:00Z');
let portal: Portal;
let networks: Networks;

beforeEach(async () => {
  networks = await startNetworks({ people: PEOPLE, now });
  portal = await startPortal({ portalId: 7, clientId: 'sample', clientSecret: 'sample', now });
});
afterEach(() => Promise.all([portal.close(), networks.close()]));

/** A pause that takes no time, tells how long it was asked for, and lets a viewer do something meanwhile. */
function pauses(meanwhile: (count: number) => void = () => {}) {
  const taken: number[] = [];
  const pause = async (ms: number) => {
    taken.push(ms);
    meanwhile(taken.length);
  };
  return { taken, pause };
}

it('lets all contacts come in within twenty seconds, a few at a time', async () => {
  const arrived: number[] = [];
  const stop = new AbortController();
  const { taken, pause } = pauses((count) => {
    arrived.push(portal.list().length);
    if (portal.list().length === CONTACTS.length) stop.abort();
    expect(count).toBeLessThan(100);
  });
  await startTraffic({ desks: [deskOf(portal)], networks, pause, signal: stop.signal });
  expect(portal.list()).toHaveLength(CONTACTS.length);
  expect(arrived.slice(0, 3)).toEqual([3, 6, 9]);
  const arriving = taken.slice(0, -1).reduce((sum, ms) => sum + ms, 0);
  expect(arriving).toBeGreaterThan(10_000);
  expect(arriving).toBeLessThanOrEqual(20_000);
});

it('brings each contact in with the deals, tickets and tasks that belong to them', async () => {
  const { pause } = pauses();
  await startTraffic({ desks: [deskOf(portal)], networks, pause, signal: new AbortController().signal });
  const known = new Set(CONTACTS.map(({ key }) => key));
  expect(ITEMS.every(({ key }) => known.has(key))).toBe(true);
  for (const type of ['deals', 'tickets', 'tasks'] as const) {
    expect(portal.records(type)).toHaveLength(ITEMS.filter((item) => item.type === type).length);
  }
  const jonas = portal.list().find((one) => one.properties['firstname'] === 'Jonas');
  const page = await fetch(`${portal.url}/contacts/7/record/0-1/${jonas?.id}`);
  expect(await page.text()).toContain('Labels came out with the wrong address');
});

it('then lets everything on its list happen, and ends', async () => {
  const { pause } = pauses();
  await startTraffic({ desks: [deskOf(portal)], networks, pause, signal: new AbortController().signal });
  for (const { key, edit, says } of HAPPENINGS) {
    const email = CONTACTS.find((one) => one.key === key)?.properties['email'];
    const contact = portal.list().find((one) => one.properties['email'] === email);
    expect(contact?.properties).toMatchObject(edit);
    const handle = PEOPLE.find((one) => one.key === key)?.bluesky?.handle ?? '';
    const feed = await fetch(`${networks.bases.bluesky}/xrpc/app.bsky.feed.getAuthorFeed?actor=${handle}`);
    if (says) expect(await feed.text()).toContain(JSON.stringify(says.text));
  }
  const repaired = await siteOf('desmondachterberg.example');
  expect(repaired).toBe(200);
});

it('leaves a contact in peace that a viewer removed', async () => {
  const { pause } = pauses(() => {
    const amara = portal.list().find((one) => one.properties['lastname'] === 'Okafor');
    if (amara) portal.remove(amara.id);
  });
  await startTraffic({ desks: [deskOf(portal)], networks, pause, signal: new AbortController().signal });
  expect(portal.list()).toHaveLength(CONTACTS.length - 1);
});

it('stops when it is told to', async () => {
  const stop = new AbortController();
  const { pause } = pauses((count) => count === 2 && stop.abort());
  await startTraffic({ desks: [deskOf(portal)], networks, pause, signal: stop.signal });
  expect(portal.list()).toHaveLength(6);
});

/** fetch lets nobody set Host, which is how the gate names a website here. */
async function siteOf(host: string): Promise<number | undefined> {
  const { request } = await import('node:http');
  return new Promise((resolve, reject) => {
    request(networks.origin, { headers: { host } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    })
      .on('error', reject)
      .end();
  });
}
