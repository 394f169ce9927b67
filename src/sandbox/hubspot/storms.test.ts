import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hubspot } from '../../../connectors/crm/hubspot/index.ts';
import { ContactId, InstallationId } from '../../core/ids.ts';
import { openGate } from '../../outbound/gate.ts';
import type { Gate } from '../../outbound/gate.ts';
import { tokenKeeper } from '../../outbound/tokens.ts';
import type { Tokens } from '../../outbound/tokens.ts';
import type { Inbound } from '../../ports/crm.ts';
import { openLog } from '../../log.ts';
import type { PortalOptions } from './options.ts';
import { signatureV3 } from './signature.ts';
import { openTestbed, straight } from './testbed.ts';
import type { Testbed } from './testbed.ts';

const INSTALLATION = InstallationId.parse('hubspot-4242');
const READ = 'POST /crm/objects/2026-09/contacts/batch/read';
const TOKEN = 'POST /oauth/2026-09/token';

let bed: Testbed;
let gate: Gate;
// The gate's budget runs on the system's clock.
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(async () => {
  vi.useRealTimers();
  await gate.close();
  await bed.close();
});

/** Time passes for the portal, the gate and the tokens alike. */
function pass(ms: number): void {
  bed.advance(ms);
  vi.setSystemTime(bed.now());
}

/** An installed portal, asked through the real gate and the real keeper of tokens. Waiting only moves the clock. */
async function busy(options: Partial<PortalOptions> = {}) {
  const contacts = Array.from({ length: 50 }, (_, i) => ({ firstname: `N${i}` }));
  bed = await openTestbed({ contacts, ...options });
  vi.setSystemTime(bed.now());
  const waits: number[] = [];
  gate = openGate({
    ...{ now: bed.now, log: openLog('silent'), limitsOf: () => hubspot.limits },
    trustedOrigins: new Set([bed.portal.url]),
    random: () => 1,
    pause: async (ms) => {
      waits.push(ms);
      pass(ms);
      await pause(0);
    },
  });
  const { accessToken, refreshToken, scopes } = await bed.install(hubspot);
  const vault: { tokens: Tokens } = {
    tokens: { accessToken, refreshToken, expiresAt: new Date(bed.now().getTime() + 1_800_000) },
  };
  const keeper = tokenKeeper({
    now: bed.now,
    load: async () => vault.tokens,
    refresh: (_id, token) => hubspot.refresh(bed.app, gate.pass, token, bed.now()),
    exchange: async (_id, swap) => (vault.tokens = await swap(vault.tokens)),
  });
  const token = () => keeper.token(INSTALLATION);
  const session = {
    ...{ app: bed.app, account: '4242', pass: gate.pass, now: bed.now, token, scopes },
    renew: (refused: string) => keeper.renew(INSTALLATION, refused),
    base: async () => bed.app.apiBase,
    saw: () => undefined,
  };
  const crm = hubspot.connect(session);
  const ids = bed.portal.list().map(({ id }) => ContactId.parse(id));
  const asked = (name: string) => bed.portal.requests()[name] ?? 0;
  return { crm, ids, waits, asked, refreshToken, session };
}

describe('a storm at HubSpot', () => {
  it('of refusals for asking too often is waited out, as long as HubSpot says, and nothing is lost', async () => {
    const { crm, ids, waits, asked } = await busy();
    bed.portal.strike({ times: 2, status: 429, path: /batch\/read/, retryAfterSeconds: 7 });
    expect(await crm.contacts(ids)).toHaveLength(50);
    expect(asked(READ)).toBe(3);
    expect(waits.filter((ms) => ms >= 7_000 && ms < 15_000)).toHaveLength(2);
  });

  it('that does not end is given up after four attempts, as a failure that says when to come back', async () => {
    const { crm, ids, asked } = await busy();
    bed.portal.strike({ times: 100, status: 429, path: /batch\/read/, retryAfterSeconds: 3 });
    await expect(crm.contacts(ids)).rejects.toMatchObject({ kind: 'rate-limited', retryAfterMs: 3_000 });
    expect(asked(READ)).toBe(4);
  });

  it.each([500, 502, 503, 423, 477] as const)('of %i passes', async (status) => {
    const { crm, ids } = await busy();
    bed.portal.strike({ times: 2, status });
    expect(await crm.contacts(ids)).toHaveLength(50);
  });

  it('at the token endpoint is waited out too, and does not mean uninstalled', async () => {
    const { crm, waits, asked } = await busy();
    pass(1_800_000);
    bed.portal.strike({ times: 1, status: 429, path: /oauth/, retryAfterSeconds: 5 });
    expect((await crm.page()).contacts).toHaveLength(50);
    expect(asked(TOKEN)).toBe(1 + 2);
    expect(waits.some((ms) => ms >= 5_000)).toBe(true);
  });
});

describe('a portal’s budget', () => {
  it('is kept by the gate: two hundred calls at once, and HubSpot never has to refuse one', async () => {
    const { crm, asked } = await busy();
    const pages = await Promise.all(Array.from({ length: 200 }, () => crm.page()));
    expect(pages.every(({ contacts }) => contacts.length === 50)).toBe(true);
    // Each refusal would have been asked again.
    expect(asked('GET /crm/objects/2026-09/contacts')).toBe(200);
  });

  it('is each portal’s own: one that is exhausted keeps no other waiting', async () => {
    const { crm, session } = await busy();
    await Promise.all(Array.from({ length: 90 }, () => crm.page()));
    const other = hubspot.connect({ ...session, account: '4243' });
    const begin = bed.now().getTime();
    await other.page();
    expect(bed.now().getTime() - begin).toBeLessThan(1_000);
  });
});

describe('tokens', () => {
  it('are renewed once, though fifty workers find them old at the same moment', async () => {
    const { crm, asked } = await busy();
    pass(1_800_000);
    const pages = await Promise.all(Array.from({ length: 50 }, () => crm.page()));
    expect(pages.every(({ contacts }) => contacts.length === 50)).toBe(true);
    expect(asked(TOKEN)).toBe(1 + 1);
  });

  it('that are revoked in the middle of the work end it as unauthorized, and HubSpot is not asked again', async () => {
    const { crm, refreshToken, asked } = await busy();
    await crm.page();
    await hubspot.revoke(bed.app, straight, refreshToken, bed.now());
    await expect(crm.page()).rejects.toMatchObject({ kind: 'unauthorized' });
    pass(1_800_000);
    await expect(crm.page()).rejects.toMatchObject({ kind: 'unauthorized' });
    const tokens = asked(TOKEN);
    const pages = asked('GET /crm/objects/2026-09/contacts');
    for (let i = 0; i < 5; i += 1) await expect(crm.page()).rejects.toMatchObject({ kind: 'unauthorized' });
    expect([asked(TOKEN), asked('GET /crm/objects/2026-09/contacts')]).toEqual([tokens, pages]);
  });
});

describe('a delivery of a hundred events', () => {
  const event = (n: number, portalId: unknown = 4242) => ({
    ...{ eventId: n, subscriptionId: 2, appId: 1, occurredAt: 1_700_000_000_000 + n, attemptNumber: 0 },
    ...{ subscriptionType: 'object.propertyChange', propertyName: 'city', propertyValue: 'x' },
    ...{ objectId: 90_001, objectTypeId: '0-1', portalId },
  });
  const signedAt = (events: readonly object[], at: Date, secret = bed.app.clientSecret): Inbound => {
    const body = JSON.stringify(events);
    const path = '/webhooks/hubspot';
    const signed = signatureV3(secret, { method: 'POST', url: bed.app.publicUrl + path, body }, at);
    const headers = Object.fromEntries(
      Object.entries(signed).map(([name, value]) => [name.toLowerCase(), value]),
    );
    return { method: 'POST', path, headers, body: Buffer.from(body) };
  };
  const hundred = (forged: readonly unknown[]) =>
    Array.from({ length: 100 }, (_, n) => (n < forged.length ? event(n, forged[n]) : event(n)));

  it('goes to the account that each event names: three of other portals are not this one’s', async () => {
    await busy();
    const opened = hubspot.open(bed.app, signedAt(hundred([1, 2, 3]), bed.now()), bed.now()) ?? [];
    const counts = opened.map(({ account, body }) => [account, hubspot.events(body).length]);
    expect(new Map(counts as [string, number][])).toEqual(
      new Map([
        ['4242', 97],
        ['1', 1],
        ['2', 1],
        ['3', 1],
      ]),
    );
  });

  it('is refused whole, to be sent again, when three of its events name no portal', async () => {
    await busy();
    const request = signedAt(hundred([null, '', { id: 4242 }]), bed.now());
    expect(hubspot.open(bed.app, request, bed.now())).toBeUndefined();
  });

  it('is refused whole when it was not HubSpot who signed, or when a byte was changed', async () => {
    await busy();
    const forged = signedAt(hundred([]), bed.now(), 'another secret');
    expect(hubspot.open(bed.app, forged, bed.now())).toBeUndefined();
    const changed = signedAt(hundred([]), bed.now());
    const body = Buffer.from(String(changed.body).replace('"city"', '"mity"'));
    expect(hubspot.open(bed.app, { ...changed, body }, bed.now())).toBeUndefined();
  });

  it.each([
    ['4 min 59 s old', -299_000, true],
    ['5 min 1 s old', -301_000, false],
    ['59 s ahead of our clock', 59_000, true],
    ['61 s ahead of our clock', 61_000, false],
  ])('is judged by our clock: %s', async (_what, skewMs, genuine) => {
    await busy();
    const request = signedAt(hundred([]), new Date(bed.now().getTime() + skewMs));
    expect(hubspot.open(bed.app, request, bed.now()) !== undefined).toBe(genuine);
  });
});
