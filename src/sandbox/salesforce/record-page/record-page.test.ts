import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ORG, REP, salesforceDesk } from '../../../../tests/browser/salesforce-desk.ts';
import type { SalesforceDesk } from '../../../../tests/browser/salesforce-desk.ts';
import { people } from '../../../../tests/browser/people.ts';
import { openComponents } from './components.ts';

let desk: SalesforceDesk;
beforeEach(async () => {
  desk = await salesforceDesk(people());
});
afterEach(() => desk.close());

interface Called {
  readonly status: number;
  readonly value: unknown;
  readonly message: unknown;
}

/** Calls a method of a class as a component does. */
async function call(method: string, given: object, headers: Record<string, string> = {}): Promise<Called> {
  const response = await fetch(`${desk.url}/aura/apex/${method.replace('.', '/')}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(given),
  });
  const { returnValue, message } = (await response.json()) as { returnValue?: unknown; message?: unknown };
  return { status: response.status, value: returnValue, message };
}

describe('the classes of the package, as the simulator runs them', () => {
  const heard: { request: IncomingMessage; body: string }[] = [];
  let kith: Server;
  let answer: { status: number; body: string };

  beforeEach(async () => {
    heard.splice(0);
    answer = { status: 200, body: '{"contact":{}}' };
    kith = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        heard.push({ request, body });
        response.writeHead(answer.status).end(answer.body);
      });
    });
    await new Promise<void>((resolve) => kith.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(kith.address() as AddressInfo).port}`;
    desk.state.credential = { url, key: 'the key of the org' };
  });
  afterEach(() => void kith.close());

  it('ask Kith with the key of the org, for the org and the user, and give the answer as it came', async () => {
    const personId = desk.idOf(0);
    answer = { status: 404, body: '{"detail":"There is no such contact here."}' };
    const { value } = await call('KithLiveRecord.read', { personId });
    expect(value).toEqual(answer);
    const { method, url, headers } = heard[0]?.request ?? {};
    expect([method, url]).toEqual(['GET', `/api/v1/records/${personId}?with=reaches`]);
    expect(headers).toMatchObject({
      authorization: 'Bearer the key of the org',
      'x-kith-org': ORG,
      'x-kith-user': REP.id,
      accept: 'application/json',
    });
  });

  it.each([
    [
      'decide',
      { network: 'bluesky', profile: 'did:plc:a/1', says: 'rejected' },
      '/links/bluesky/did%3Aplc%3Aa%2F1/verdict?with=reaches',
      { says: 'rejected' },
    ],
    ['refresh', {}, '/refresh', {}],
    ['draft', { network: 'bluesky', post: 'p 1' }, '/reply-draft', { network: 'bluesky', post: 'p 1' }],
    ['answer', { field: 'Job Title', accept: true }, '/suggestions/Job%20Title', { accept: true }],
    ['putBack', { field: 'Title' }, '/fields/Title/undo', {}],
  ])('%s as one request', async (method, given, path, body) => {
    const personId = desk.idOf(0);
    const { value } = await call(`KithLiveRecord.${method}`, { personId, ...given });
    expect(value).toMatchObject({ status: 200 });
    expect(heard.map(({ request }) => `${request.method} ${request.url}`)).toEqual([
      `POST /api/v1/records/${personId}${path}`,
    ]);
    expect(JSON.parse(heard[0]?.body ?? '')).toEqual(body);
  });

  it('record a consent and take it back', async () => {
    const personId = desk.idOf(0);
    const given = { network: 'discord', says: 'Yes.', day: '', account: 'ada' };
    await call('KithLiveRecord.consent', { personId, ...given });
    await call('KithLiveRecord.withdraw', { personId, network: 'discord' });
    const at = `/api/v1/records/${personId}/consents/discord`;
    expect(heard.map(({ request, body }) => [request.method, request.url, body])).toEqual([
      ['PUT', at, '{"says":"Yes.","account":"ada"}'],
      ['DELETE', at, ''],
    ]);
  });

  it('ask nothing about somebody whom the user may not see, with a word that means nothing, or switched off', async () => {
    const personId = desk.idOf(0);
    const link = { personId, network: 'bluesky', profile: 'x', says: 'perhaps' };
    expect((await call('KithLiveRecord.read', { personId: '003000000000000AAA' })).value).toMatchObject({
      status: 404,
    });
    expect((await call('KithLiveRecord.read', { personId: desk.accountId })).value).toMatchObject({
      status: 404,
    });
    expect((await call('KithLiveRecord.decide', link)).value).toMatchObject({ status: 400 });
    desk.state.asksLive = false;
    expect((await call('KithLiveRecord.read', { personId })).value).toMatchObject({ status: -1 });
    expect(heard).toEqual([]);
  });

  it('say a dead line, and a credential that nobody filled in, as not reached', async () => {
    const personId = desk.idOf(0);
    desk.state.credential = { url: 'http://127.0.0.1:9', key: 'x' };
    expect((await call('KithLiveRecord.read', { personId })).value).toMatchObject({ status: 0 });
    desk.state.credential = undefined;
    expect((await call('KithLiveRecord.read', { personId })).value).toMatchObject({ status: 0 });
  });
});

describe('the server’s side of components', () => {
  it('opens no class to a user without the permission set', async () => {
    desk.state.viewer = { ...REP, permitted: false };
    const refused = await call('KithStoredRecord.read', { personId: desk.idOf(0) });
    expect(refused).toMatchObject({
      status: 500,
      message: 'You do not have access to the Apex class named: KithStoredRecord',
    });
  });

  it('answers no other site, no other method and no other kind of parameter', async () => {
    const personId = desk.idOf(0);
    const elsewhere = { 'sec-fetch-site': 'cross-site' };
    expect((await call('KithStoredRecord.read', { personId }, elsewhere)).status).toBe(403);
    expect((await call('KithStoredRecord.toString', { personId })).status).toBe(404);
    expect((await call('KithRequest.read', { personId })).status).toBe(404);
    expect(await call('KithStoredRecord.read', { personId: 7 })).toMatchObject({
      status: 500,
      message: "Value provided is invalid for action parameter 'personId'",
    });
  });

  it('makes a case of a contact alone', async () => {
    const lead = await call('KithNewCase.add', { contactId: '00Q000000000001AAA', title: 't', text: '' });
    expect(lead).toMatchObject({ status: 500, message: expect.stringContaining('A case needs a contact.') });
    expect(desk.tables.get('Case')).toBeUndefined();
  });

  it('knows the package’s rows by its own names, whatever the namespace under which it is installed', async () => {
    await desk.close();
    desk = await salesforceDesk(people(), 'kith');
    const rows = (desk.tables.get('Contact') ?? []).map((row, n) =>
      n === 0 ? { ...row, kith__Kith_Headline__c: 'Keeps ferries on time.' } : row,
    );
    desk.tables.set('Contact', rows);
    desk.tables.set('kith__Social_Profile__c', [
      { Id: 'a00', kith__Contact__c: desk.idOf(0), Name: 'mara.example', kith__Link_Status__c: 'suggested' },
    ]);
    const { value } = await call('KithStoredRecord.read', { personId: desk.idOf(0) });
    expect(value).toMatchObject({
      headlines: [{ text: 'Keeps ferries on time.' }],
      profiles: [],
      suggestions: [{ handle: 'mara.example', link: { status: 'suggested', probability: 0 } }],
    });
  });

  it('is without the package’s classes and panel where the package is not', async () => {
    const pageSays = async () => (await fetch(desk.record())).text();
    expect(await pageSays()).toContain('data-panel');
    desk.state.installed = false;
    expect(await pageSays()).not.toContain('data-panel');
    expect((await call('KithPeople.around', { recordId: desk.idOf(0) })).status).toBe(404);
  });

  it('has a page only for a record that is there, and of that object', async () => {
    const status = async (path: string) => (await fetch(`${desk.url}/lightning/r/${path}/view`)).status;
    expect(await status(`Contact/${desk.idOf(0)}`)).toBe(200);
    expect(await status(`Lead/${desk.idOf(0)}`)).toBe(404);
    expect(await status('Contact/003000000000000AAA')).toBe(404);
    expect(await status(`User/${REP.id}`)).toBe(404);
  });
});

describe('the components of the package', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kith-components-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** A package of two components, one of which a test writes. */
  function packageWith(panel: string, template = '<template></template>') {
    const components = join(folder, 'lwc');
    const write = (name: string, ending: string, text: string) => {
      mkdirSync(join(components, name), { recursive: true });
      writeFileSync(join(components, name, `${name}.${ending}`), text);
    };
    write('kithRefreshAction', 'js', classOf('x = 1;'));
    write('kithSocialPanel', 'js', panel);
    write('kithSocialPanel', 'html', template);
    return openComponents({ components, labels: {} }, join(folder, 'cache'));
  }

  const classOf = (body: string) =>
    `import { LightningElement } from 'lwc';\nexport default class X extends LightningElement { ${body} }\n`;

  it('that import what the simulator does not offer are not built, and the error names it', async () => {
    const { script } = packageWith(`import id from '@salesforce/user/Id';\n${classOf('id = id;')}`);
    await expect(script()).rejects.toThrow(
      /^kithSocialPanel\/kithSocialPanel.js imports @salesforce\/user\/Id, which the simulator does not offer\.$/,
    );
  });

  it('that do not compile are named with file and line, and built once they are mended', async () => {
    const { script } = packageWith(classOf(''), '<template>\n  <p lwc:unless={x}>no</p>\n</template>\n');
    await expect(script()).rejects.toThrow(/^kithSocialPanel\/kithSocialPanel.html:2: .*lwc:unless/);
    packageWith(classOf(''), '<template><p>mended</p></template>');
    expect(await script()).toContain('mended');
  });

  it('are built once, kept over a restart, and built again when one changes', async () => {
    const cache = join(folder, 'cache');
    const first = () => packageWith(classOf("word = 'first';")).script();
    const [once] = await Promise.all([first(), first()]);
    expect(once).toContain('first');
    const [kept = ''] = readdirSync(cache);
    writeFileSync(join(cache, kept), 'as it was kept');
    expect(await first()).toBe('as it was kept');
    expect(await packageWith(classOf("word = 'second';")).script()).toContain('second');
    expect(readdirSync(cache)).toHaveLength(2);
  });
});
