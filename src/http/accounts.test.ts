import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { world } from '../../tests/browser/hand-made.ts';
import { serve } from '../../tests/browser/serve.ts';
import { Failure, POLICY } from '../core/failure.ts';
import { installationOf } from '../core/ids.ts';
import type { CrmApp, CrmConnector } from '../ports/crm.ts';
import type { Installs } from './deps.ts';

const ACCESS = 'the-access-key-of-this-kith';
const crmApp: CrmApp = {
  ...{ clientId: 'client', clientSecret: 'hush', publicUrl: 'http://localhost:3000' },
  ...{ apiBase: 'https://login.crm.example', authorizeBase: 'https://login.crm.example' },
};
const claiming = {
  id: 'salesforce',
  title: 'Salesforce',
  signedBy: ['x-kith-org'],
  signInBase: (_app, typed) => (typed.endsWith('.crm.example') ? `https://${typed}` : undefined),
  claim: () => Promise.reject(new Error('the flow claims')),
  keyFor: (_app, account) => `key-of-${account}`,
  visitor: () => undefined,
  authorizeUrl: (app, { signIn }) => `${signIn ?? app.authorizeBase}/authorize`,
} as Partial<CrmConnector> as CrmConnector;
const asking = {
  id: 'hubspot',
  title: 'HubSpot',
  signedBy: ['x-mac'],
} as Partial<CrmConnector> as CrmConnector;

let app: Awaited<ReturnType<typeof serve>>;
let claimed: unknown[];
let refusal: Failure | undefined;
beforeEach(async () => {
  [claimed, refusal] = [[], undefined];
  const claim: Installs['claim'] = (crm, account) => {
    claimed.push([crm, account]);
    return refusal ? Promise.reject(refusal) : Promise.resolve(installationOf(crm, '00D1'));
  };
  const crms = new Map([claiming, asking].map((connector) => [connector.id, { connector, app: crmApp }]));
  const installs = { finish: () => Promise.reject(new Error('nobody consents here')), claim };
  const settings = { secret: 's'.repeat(32), accessKey: ACCESS };
  app = await serve(world([], { crms, installs, settings }).deps);
});
afterEach(() => app.close());

const post = (path: string, body?: object, key = ACCESS) =>
  app.ask(path, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });

describe('an account whose admin admitted the app', () => {
  it('is installed at its own sign-in page, for the user that is named', async () => {
    const answer = await post('/api/v1/accounts/salesforce', {
      signIn: 'acme.crm.example',
      user: 'kith@acme',
    });
    expect([answer.status, JSON.parse(answer.text)]).toEqual([201, { installation: 'salesforce-00D1' }]);
    expect(claimed).toEqual([['salesforce', { signIn: 'https://acme.crm.example', user: 'kith@acme' }]]);
  });

  it('is asked for at no address that is none of the CRM’s', async () => {
    const answer = await post('/api/v1/accounts/salesforce', { signIn: '127.0.0.1' });
    expect([answer.status, claimed]).toEqual([400, []]);
  });

  it('that did not admit it is said so', async () => {
    refusal = new Failure('unauthorized', 'not admitted');
    const answer = await post('/api/v1/accounts/salesforce', { signIn: 'acme.crm.example' });
    expect(answer.status).toBe(POLICY.unauthorized.status);
  });

  it('gets the key for its own calls, the same each time', async () => {
    const keys = await Promise.all([1, 2].map(() => post('/api/v1/accounts/salesforce/00D1/key')));
    expect(keys.map(({ text }) => JSON.parse(text))).toEqual([
      { installation: 'salesforce-00D1', key: 'key-of-00D1' },
      { installation: 'salesforce-00D1', key: 'key-of-00D1' },
    ]);
    expect(keys[0]?.headers['cache-control']).toMatch(/no-store/);
  });
});

it('nobody claims an account or gets a key without the access key', async () => {
  const paths = ['/api/v1/accounts/salesforce/00D1/key', '/api/v1/accounts/salesforce'];
  const body = { signIn: 'acme.crm.example' };
  const answers = await Promise.all(paths.map((path, n) => post(path, n === 1 ? body : undefined, 'wrong')));
  expect(answers.map(({ status }) => status)).toEqual([401, 401]);
  expect(claimed).toEqual([]);
});

it('a CRM that asks a person and signs its calls has neither', async () => {
  const answers = await Promise.all([
    post('/api/v1/accounts/hubspot/4711/key'),
    post('/api/v1/accounts/hubspot', { signIn: 'x' }),
    post('/api/v1/accounts/nowhere/1/key'),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
});

describe('connecting at an account’s own sign-in page', () => {
  const begin = (at: string) =>
    app.ask(`/install/salesforce?at=${encodeURIComponent(at)}`, {
      headers: { host: 'localhost:3000', authorization: `Bearer ${ACCESS}` },
    });

  it('goes there', async () => {
    const { status, headers } = await begin('acme.crm.example');
    expect([status, headers['location']]).toEqual([302, 'https://acme.crm.example/authorize']);
  });

  it('goes nowhere else', async () => {
    const { status, text } = await begin('evil.example');
    expect(status).toBe(400);
    expect(text).toContain('This is no sign-in page of Salesforce');
    expect(text).not.toContain('evil');
  });
});
