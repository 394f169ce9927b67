import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SAMPLE, world } from '../../tests/browser/hand-made.ts';
import { serve } from '../../tests/browser/serve.ts';
import { ContactId } from '../core/ids.ts';
import { Failure } from '../core/failure.ts';
import type { CrmApp, CrmConnector } from '../ports/crm.ts';
import type { AutomationCall, AutomationOutcome } from '../ports/crm-items.ts';
import { Problem } from './shapes.ts';

const APP: CrmApp = {
  clientId: 'client',
  clientSecret: 'hush',
  apiBase: 'http://127.0.0.1:9',
  authorizeBase: 'http://127.0.0.1:9',
  publicUrl: 'https://kith.example',
};
const PATH = '/automations/hubspot';
const mac = (path: string, body: string | Buffer) =>
  createHmac('sha256', APP.clientSecret).update(path).update(body).digest('hex');

/** A CRM whose automations say `{ account, id, contact }`, signed over address and raw bytes. */
const connector = {
  id: 'hubspot',
  title: 'HubSpot',
  signedBy: ['x-mac'],
  automation: (_app, { path, headers, body }) => {
    if (headers['x-mac'] !== mac(path, body)) return undefined;
    const { contact, ...call } = JSON.parse(body.toString('utf8')) as Record<
      'account' | 'id' | 'contact',
      string
    >;
    return { ...call, action: 'enrich', contact: ContactId.parse(contact), inputs: {} };
  },
  automationReply: (outcome) => ({ fields: outcome }),
} as Partial<CrmConnector> as CrmConnector;

let calls: [string, AutomationCall][];
let outcome: AutomationOutcome | Error;
let app: Awaited<ReturnType<typeof serve>>;
beforeEach(async () => {
  [calls, outcome] = [[], { outcome: 'known', profiles: 2 }];
  const w = world([], { crms: new Map([['hubspot', { connector, app: APP }]]) });
  const gone = { ...SAMPLE, account: 'gone', status: 'uninstalled' } as const;
  w.installed.push({ ...gone, id: 'hubspot-gone' as typeof SAMPLE.id });
  app = await serve({
    ...w.deps,
    acts: {
      ...w.deps.acts,
      automate: async (installation, call) => {
        calls.push([installation, call]);
        if (outcome instanceof Error) throw outcome;
        return outcome;
      },
    },
  });
});
afterEach(() => app.close());

const CALL = '{ "account":"4711",\t"id":"one", "contact":"614" }';
const post = (body: string, headers: Record<string, string> = {}, path = PATH) =>
  app.ask(path, {
    method: 'POST',
    body,
    headers: {
      host: 'kith.example',
      'content-type': 'application/json',
      'x-mac': mac(path, body),
      ...headers,
    },
  });
const of = (account: string) => post(JSON.stringify({ account, id: 'one', contact: '614' }));

describe('a step of an automation', () => {
  it('is answered as its platform reads it, after it took effect for its account', async () => {
    const answer = await post(CALL);
    expect(answer).toMatchObject({ status: 200, json: { fields: { outcome: 'known', profiles: 2 } } });
    expect(answer.headers['content-type']).toContain('application/json');
    expect(calls).toMatchObject([['hubspot-4711', { id: 'one', contact: '614' }]]);
  });

  it('about a contact that is not there is answered, not refused: the platform need not call again', async () => {
    outcome = { outcome: 'no such contact' };
    expect(await post(CALL)).toMatchObject({ status: 200, json: { fields: outcome } });
  });

  it.each([
    ['forged', { 'x-mac': 'f'.repeat(64) }],
    ['unsigned', { 'x-mac': '' }],
    ['signed over other bytes', { 'x-mac': mac(PATH, JSON.stringify(JSON.parse(CALL))) }],
    ['signed for another address', { 'x-mac': mac('/webhooks/hubspot', CALL) }],
  ])('that is %s is 401, and has no effect', async (_, headers) => {
    expect((await post(CALL, headers)).status).toBe(401);
    expect(calls).toEqual([]);
  });

  it('of an account without Kith, or one that left, is 404', async () => {
    for (const account of ['9999', 'gone', '../etc']) expect((await of(account)).status).toBe(404);
    expect((await post(CALL, {}, '/automations/nothing')).status).toBe(404);
    expect(calls).toEqual([]);
  });

  it('is asked to come again when the CRM does not answer', async () => {
    outcome = new Failure('unavailable', 'HubSpot answered 503', { retryAfterMs: 3_000 });
    expect(await post(CALL)).toMatchObject({ status: 503, headers: { 'retry-after': '3' } });
    outcome = new Error('a bug');
    expect((await post(CALL)).text).not.toContain('a bug');
  });

  it('is posted, and is no larger than a megabyte', async () => {
    expect(await app.ask(PATH)).toMatchObject({ status: 405, headers: { allow: 'POST' } });
    const answer = await post('x'.repeat(1_100_000));
    expect(answer.status).toBe(413);
    expect(Problem.parse(answer.json).detail).toContain('larger');
  });
});
