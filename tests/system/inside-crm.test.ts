import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { callersOf } from '../../connectors/crm/hubspot/callers.ts';
import { ContactId } from '../../src/core/ids.ts';
import { RecordAnswer } from '../../src/http/shapes.ts';
import type { CrmApp, Inbound } from '../../src/ports/crm.ts';
import { installInBrowser } from '../../src/sandbox/browser.ts';
import { startPortal } from '../../src/sandbox/hubspot/portal.ts';
import type { Portal } from '../../src/sandbox/hubspot/portal.ts';
import { freePort, startNowhere, startProcess } from '../support/kith-process.ts';
import type { KithProcess } from '../support/kith-process.ts';

const PORTAL = 78;
const SECRET = 'inside-crm-secret';
const data = mkdtempSync(join(tmpdir(), 'kith-inside-'));

let portal: Portal;
let nowhere: Awaited<ReturnType<typeof startNowhere>>;
let kith: KithProcess;
let publicUrl: string;
let callers: ReturnType<typeof callersOf>;

beforeAll(async () => {
  chmodSync(data, 0o711);
  const port = await freePort();
  publicUrl = `http://127.0.0.1:${port}`;
  const [clientId, clientSecret] = ['inside-crm', SECRET];
  portal = await startPortal({
    ...{ portalId: PORTAL, clientId, clientSecret, now: () => new Date() },
    contacts: [{ email: 'ada@analytical.example', firstname: 'Ada', lastname: 'Quist' }],
  });
  nowhere = await startNowhere();
  const networks = ['bluesky', 'github', 'gravatar', 'website'].map((name) => `${name}=${nowhere.url}`);
  kith = await startProcess({
    KITH_DATA: data,
    KITH_PORT: String(port),
    KITH_PUBLIC_URL: publicUrl,
    KITH_HUBSPOT_CLIENT_ID: clientId,
    KITH_HUBSPOT_CLIENT_SECRET: clientSecret,
    KITH_NETWORK_BASE: [...networks, `hubspot=${portal.url}`].join(','),
  });
  const bases = { apiBase: portal.url, authorizeBase: portal.url };
  callers = callersOf({ clientId, clientSecret, ...bases, publicUrl } satisfies CrmApp);
  await installInBrowser(kith.url, '/install/hubspot');
  const imported = async () => expect((await visit(`/api/v1/records/${ada()}`)).status).toBe(200);
  await vi.waitFor(imported, { timeout: 90_000 });
}, 120_000);

afterAll(async () => {
  await kith.stop();
  await portal.close();
  await nowhere.close();
  rmSync(data, { recursive: true, force: true });
});

const ada = () => portal.list()[0]?.id ?? '';

async function send({ method, path, headers, body }: Inbound) {
  const told = Object.entries(headers).filter(
    (header): header is [string, string] => header[1] !== undefined,
  );
  const response = await fetch(`${publicUrl}${path}`, {
    method,
    headers: { ...Object.fromEntries(told), 'content-type': 'application/json' },
    ...(body.length > 0 && { body: new Uint8Array(body) }),
  });
  const text = await response.text();
  return { status: response.status, json: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown> };
}

interface Told {
  readonly method?: string;
  readonly body?: object;
  readonly secret?: string;
  readonly account?: string;
}

/** A card asks, and HubSpot signs and sends it. */
function visit(path: string, told: Told = {}) {
  const { method = 'GET', body, secret = SECRET, account = String(PORTAL) } = told;
  const bytes = Buffer.from(body === undefined ? '' : JSON.stringify(body, undefined, 1));
  return send(callers.visit({ method, path, account, secret, body: bytes, at: new Date() }));
}

/** A workflow calls for a contact. */
function step(contact: string, call: string, account = String(PORTAL)) {
  const told = { account, call, attempt: 0, contact: ContactId.parse(contact), inputs: {} };
  return send(callers.automate({ ...told, secret: SECRET, at: new Date() }));
}
const outputs = async (...told: Parameters<typeof step>) => (await step(...told)).json['outputFields'];

describe('a card in HubSpot', () => {
  it('reads the record of its own portal by HubSpot’s signature, and what is around it', async () => {
    const { status, json } = await visit(`/api/v1/records/${ada()}?with=around`);
    expect(status).toBe(200);
    const record = RecordAnswer.parse(json);
    expect(record.contact.name).toBe('Ada Quist');
    expect(record.around).toBeInstanceOf(Array);
    expect(record.abilities).toBeInstanceOf(Array);
  });

  it('is nobody with another secret, and sees no other portal', async () => {
    const path = `/api/v1/records/${ada()}`;
    expect((await visit(path, { secret: 'guess' })).status).toBe(401);
    expect((await visit(path, { account: '79' })).status).toBe(403);
    expect((await fetch(`${publicUrl}${path}`)).status).toBe(401);
  });

  it('asks the networks again, with a body that nobody reads', async () => {
    const path = `/api/v1/records/${ada()}/refresh`;
    expect((await visit(path, { method: 'POST', body: {} })).status).toBe(202);
  });
});

describe('a HubSpot workflow', () => {
  it('goes on with what is known, however often HubSpot calls', async () => {
    const known = { profiles: 0, hs_execution_state: 'SUCCESS' };
    expect(await outputs(ada(), 'one')).toEqual(known);
    expect(await outputs(ada(), 'one')).toEqual(known);
  });

  it('reaches a contact that was made a moment ago, and fails its step for one that is not there', async () => {
    const { id } = portal.create({ email: 'new@people.example', firstname: 'New' });
    expect(await outputs(id, 'two')).toMatchObject({ hs_execution_state: 'SUCCESS' });
    expect((await visit(`/api/v1/records/${id}`)).status).toBe(200);
    expect(await step('999999', 'three')).toMatchObject({
      status: 200,
      json: { outputFields: { hs_execution_state: 'FAIL_CONTINUE' } },
    });
  });

  it('of a portal without Kith is refused', async () => {
    expect((await step(ada(), 'four', '79')).status).toBe(404);
  });
});
