import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NOW, SAMPLE, world } from '../../tests/browser/hand-made.ts';
import { serve } from '../../tests/browser/serve.ts';
import { Failure } from '../core/failure.ts';
import type { CrmApp, CrmConnector } from '../ports/crm.ts';
import type { Installs } from './deps.ts';

type Answer = Parameters<Installs['finish']>[1];

const connector = {
  id: 'hubspot',
  title: 'HubSpot',
  authorizeUrl: (app, ask) =>
    `${app.authorizeBase}/authorize?${new URLSearchParams({ ...ask, signIn: ask.signIn ?? '' })}`,
  signedBy: ['x-mac'],
} as Partial<CrmConnector> as CrmConnector;

let app: Awaited<ReturnType<typeof serve>>;
let time: Date;
let redeemed: Answer[];
let refusal: Error | undefined;

async function open(changes: { accessKey?: string; openInstalls?: boolean } = {}): Promise<void> {
  const crmApp: CrmApp = {
    clientId: 'client',
    clientSecret: 'hush',
    apiBase: 'http://crm.example',
    authorizeBase: 'http://crm.example',
    publicUrl: 'http://localhost:3000',
  };
  const finish: Installs['finish'] = (_crm, answer) => {
    redeemed.push(answer);
    return refusal ? Promise.reject(refusal) : Promise.resolve(SAMPLE.id);
  };
  const w = world([], {
    crms: new Map([
      ['hubspot', { connector, app: crmApp }],
      [
        'othercrm',
        { connector: { ...connector, id: 'othercrm', title: 'Other' } as CrmConnector, app: crmApp },
      ],
    ]),
    installs: { finish, claim: () => Promise.reject(new Error('nobody claims here')) },
    now: () => time,
    settings: { secret: 's'.repeat(32), ...changes },
  });
  app = await serve(w.deps);
}

beforeEach(async () => {
  [time, redeemed, refusal] = [NOW, [], undefined];
  await open();
});
afterEach(() => app.close());

const HOST = { host: 'localhost:3000' };

async function begin() {
  const { status, headers } = await app.ask('/install/hubspot', { headers: HOST });
  expect(status).toBe(302);
  const query = new URL(String(headers['location'])).searchParams;
  return { cookie: String(headers['set-cookie']), state: query.get('state') ?? '', query };
}

const comeBack = (cookie: string, query: Record<string, string>, crm = 'hubspot') =>
  app.ask(`/install/${crm}/callback?${new URLSearchParams(query)}`, {
    headers: { ...HOST, cookie: cookie.split(';')[0] ?? '' },
  });

describe('an installation', () => {
  it('goes to the CRM and back, and redeems the code with the verifier of its challenge', async () => {
    const { cookie, state, query } = await begin();
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    const answer = await comeBack(cookie, { code: 'the-code', state });
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('HubSpot is connected');
    expect(answer.text).toContain('/?installation=hubspot-4711');
    const redirectUri = 'http://localhost:3000/install/hubspot/callback';
    expect(redeemed).toMatchObject([{ code: 'the-code', redirectUri }]);
    const challenge = createHash('sha256')
      .update(redeemed[0]?.verifier ?? '')
      .digest('base64url');
    expect(query.get('challenge')).toBe(challenge);
    expect(query.get('redirectUri')).toBe(redirectUri);
  });

  it('ends once', async () => {
    const { cookie, state } = await begin();
    await comeBack(cookie, { code: 'one', state });
    expect((await comeBack(cookie, { code: 'two', state })).status).toBe(400);
    expect(redeemed.length).toBe(1);
  });

  it('must end within ten minutes', async () => {
    const { cookie, state } = await begin();
    time = new Date(NOW.getTime() + 600_001);
    const late = await comeBack(cookie, { code: 'one', state });
    expect(late.status).toBe(400);
    expect(late.text).toContain('Begin again, in this browser.');
    expect(redeemed).toEqual([]);
  });

  it('does not end with the state of another, a forged cookie, or none, nor at another CRM', async () => {
    const [mine, theirs] = [await begin(), await begin()];
    const forged = `kith_install=${Buffer.from(JSON.stringify({ crm: 'hubspot', state: 'x', verifier: 'v', until: 9e15 })).toString('base64url')}.AAAA`;
    const ends = await Promise.all([
      comeBack(mine.cookie, { code: 'one', state: theirs.state }),
      comeBack(forged, { code: 'one', state: 'x' }),
      comeBack('', { code: 'one', state: mine.state }),
      comeBack('kith_install=%%%.', { code: 'one', state: mine.state }),
      comeBack(mine.cookie, { code: 'one', state: mine.state }, 'othercrm'),
    ]);
    expect(ends.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400]);
    expect(redeemed).toEqual([]);
  });

  it('that the person declined says so and offers to try again', async () => {
    const { cookie, state } = await begin();
    const answer = await comeBack(cookie, { error: '<script>alert(1)</script>', state });
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('HubSpot was not connected');
    expect(answer.text).toContain('href="/install/hubspot"');
    expect(answer.text).not.toContain('<script>');
  });

  it('that the CRM refuses says what to check, and quotes nothing of the error', async () => {
    refusal = new Failure('unauthorized', 'BAD_CLIENT_SECRET hush');
    const { cookie, state } = await begin();
    const answer = await comeBack(cookie, { code: 'dead', state });
    expect(answer.status).toBe(401);
    expect(answer.text).toContain('client secret');
    expect(answer.text).not.toContain('hush');
  });

  it('begins under the name to which the CRM sends the browser back', async () => {
    const moved = await app.ask('/install/hubspot');
    expect(moved).toMatchObject({
      status: 302,
      headers: { location: 'http://localhost:3000/install/hubspot?moved=1' },
    });
    expect(moved.headers['set-cookie']).toBeUndefined();
  });

  it('of a CRM that is not configured says which are', async () => {
    const answer = await app.ask('/install/salesforce', { headers: HOST });
    expect(answer.status).toBe(404);
    expect(answer.text).toContain('HubSpot');
  });

  it('needs the access key where there is one', async () => {
    await app.close();
    await open({ accessKey: 'a key' });
    expect((await app.ask('/install/hubspot', { headers: HOST })).status).toBe(401);
    const keyed = { ...HOST, authorization: 'Bearer a key' };
    expect((await app.ask('/install/hubspot', { headers: keyed })).status).toBe(302);
  });

  it('needs no key where everybody may connect an account, and sends nobody to a panel that needs one', async () => {
    await app.close();
    await open({ accessKey: 'a key', openInstalls: true });
    const { cookie, state } = await begin();
    const answer = await comeBack(cookie, { code: 'the-code', state });
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('HubSpot is connected');
    expect(answer.text).not.toContain('Open Kith');
  });
});
