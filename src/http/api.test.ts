import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SAMPLE, world } from '../../tests/browser/hand-made.ts';
import { people } from '../../tests/browser/people.ts';
import { serve } from '../../tests/browser/serve.ts';
import { CustomerRecord } from '../core/record/record.ts';
import { Failure } from '../core/failure.ts';
import { tableOf } from './app.ts';
import { openSurroundings } from './around.ts';
import { openDirectory } from './directory.ts';
import { openKeyring } from './keyring.ts';
import { openMetrics } from './metrics.ts';
import { openOpenDeals } from './open-deals.ts';
import type { Route } from './route.ts';
import { ContactPage, Problem, Workspace } from './shapes.ts';

let w: ReturnType<typeof world>;
let app: Awaited<ReturnType<typeof serve>>;
beforeEach(async () => {
  w = world(people());
  app = await serve(w.deps);
});
afterEach(() => app.close());

const RECORD = '/api/v1/records/101';
const VERDICT = `${RECORD}/links/bluesky/${encodeURIComponent('did:plc:mara/1')}/verdict`;
const say = (says: string, path = VERDICT) =>
  app.ask(path, {
    method: 'POST',
    body: JSON.stringify({ says }),
    headers: { 'content-type': 'application/json' },
  });

describe('a record', () => {
  it('is what its schema says', async () => {
    const answer = await app.ask(RECORD);
    expect(answer.status).toBe(200);
    expect(CustomerRecord.parse(answer.json).contact.name).toBe('Mara Lindqvist');
  });

  it('is not sent again to who has it', async () => {
    const { headers } = await app.ask(RECORD);
    const again = (etag: string) => app.ask(RECORD, { headers: { 'if-none-match': etag } });
    expect(await again(`"other", W/${String(headers['etag'])}`)).toMatchObject({ status: 304, text: '' });
    expect((await again('"other"')).status).toBe(200);
  });

  it('costs one question to the store while nothing is written', async () => {
    for (let n = 0; n < 5; n += 1) await app.ask(RECORD);
    expect(w.state.recordReads).toBe(1);
    const { text } = await app.ask('/metrics');
    expect(text).toContain('kith_record_reads_total{heat="hot"} 4');
  });

  it('of nobody is a 404', async () => {
    expect((await app.ask('/api/v1/records/nobody')).status).toBe(404);
  });
});

describe('a verdict', () => {
  it('changes the record at once, and withdrawing it returns the record exactly', async () => {
    const before = await app.ask(RECORD);
    const refused = await say('rejected');
    expect(refused.status).toBe(200);
    expect(CustomerRecord.parse(refused.json).refused.map(({ id }) => id)).toContain('did:plc:mara/1');
    expect(w.verdicts).toMatchObject([{ contact: '101', network: 'bluesky', profile: 'did:plc:mara/1' }]);
    expect((await say('withdrawn')).text).toBe(before.text);
  });

  it('about a profile that was never weighed is a 404', async () => {
    const path = `${RECORD}/links/bluesky/did:plc:stranger/verdict`;
    expect((await say('confirmed', path)).status).toBe(404);
  });

  it.each([
    ['no JSON', '{says', 'application/json', 400],
    ['another word', '{"says":"perhaps"}', 'application/json', 400],
    ['nothing', '{}', 'application/json', 400],
    ['another type', 'says=confirmed', 'application/x-www-form-urlencoded', 415],
    ['too much', `{"says":"${'x'.repeat(200_000)}"}`, 'application/json', 413],
  ])('with %s in it is refused and says where', async (_, body, type, status) => {
    const answer = await app.ask(VERDICT, { method: 'POST', body, headers: { 'content-type': type } });
    expect(answer.status).toBe(status);
    expect(Problem.parse(answer.json).status).toBe(status);
    expect(w.verdicts).toEqual([]);
  });

  it('that does not fit names the field', async () => {
    const { errors } = Problem.parse((await say('perhaps')).json);
    expect(errors?.map(({ where }) => where)).toEqual(['body.says']);
  });
});

describe('the other acts', () => {
  it('ask the networks again', async () => {
    expect((await app.ask(`${RECORD}/refresh`, { method: 'POST' })).status).toBe(202);
    expect((await app.ask('/api/v1/records/nobody/refresh', { method: 'POST' })).status).toBe(404);
  });

  it('erase, and may be repeated', async () => {
    const erase = () => app.ask(RECORD, { method: 'DELETE' });
    expect((await erase()).json).toEqual({ contacts: 1, profiles: 4, posts: 4 });
    expect((await app.ask(RECORD)).status).toBe(404);
    expect(await erase()).toMatchObject({ status: 200, json: { contacts: 0 } });
  });
});

describe('the contacts', () => {
  const names = async (query: string) =>
    ContactPage.parse((await app.ask(`/api/v1/contacts${query}`)).json).contacts.map(({ name }) => name);

  it('come page by page, each once', async () => {
    const all: unknown[] = [];
    let after = '';
    do {
      const { json } = await app.ask(`/api/v1/contacts?limit=4${after}`);
      const page = ContactPage.parse(json);
      all.push(...page.contacts.map(({ id }) => id));
      after = page.next === undefined ? '' : `&after=${page.next}`;
    } while (after !== '');
    expect(all.length).toBe(people().length);
    expect(new Set(all).size).toBe(people().length);
  });

  it('are found by a part of their name', async () => {
    expect(await names('?search=Okaf')).toEqual(['Anselm Okafor']);
  });

  it.each(['?limit=0', '?limit=many', '?limit=1&limit=2', `?search=${'x'.repeat(201)}`])(
    'refuse %s with the field at fault',
    async (query) => {
      const answer = await app.ask(`/api/v1/contacts${query}`);
      expect(answer.status).toBe(400);
      expect(Problem.parse(answer.json).errors?.[0]?.where).toMatch(/^query\.(limit|search)/);
    },
  );
});

describe('the workspace', () => {
  it('says where one is and how far it has come', async () => {
    const workspace = Workspace.parse((await app.ask('/api/v1/workspace')).json);
    expect(workspace).toMatchObject({ sample: true, installation: { id: SAMPLE.id } });
    expect(workspace.progress.contacts).toBe(people().length);
  });

  it('without any CRM says which could be connected', async () => {
    w.installed.length = 0;
    expect(Workspace.parse((await app.ask('/api/v1/workspace')).json).installation).toBeUndefined();
    expect((await app.ask(RECORD)).json['detail']).toContain('/install/');
  });

  it('must be named when there are several', async () => {
    w.installed.push({ ...SAMPLE, id: 'hubspot-2' as typeof SAMPLE.id, account: '2' });
    expect((await app.ask(RECORD)).status).toBe(400);
    expect((await app.ask(`${RECORD}?installation=hubspot-4711`)).status).toBe(200);
  });
});

describe('an address with nothing at it', () => {
  it('is a page for a browser, with a way on, and a problem for everybody else', async () => {
    const browser = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };
    const page = await app.ask('/setings', { headers: browser });
    expect(page).toMatchObject({ status: 404, headers: { 'content-type': 'text/html; charset=utf-8' } });
    expect(page.text).toContain('<title>There is no page at this address · Kith</title>');
    expect(page.text).toContain('href="/"');
    const { status, headers } = await app.ask('/setings', { headers: { accept: '*/*' } });
    expect([status, headers['content-type']]).toEqual([404, 'application/problem+json; charset=utf-8']);
  });
});

describe('a problem', () => {
  it('is problem+json for an address with nothing at it, and for another method', async () => {
    expect(Problem.parse((await app.ask('/api/v1/nothing')).json).status).toBe(404);
    const other = await app.ask(RECORD, { method: 'PUT' });
    expect(other).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD, DELETE' } });
    expect((await app.ask('/api/v1/records/%E0%A4%A')).status).toBe(400);
  });

  it('tells of a failure outside what to expect, and of a bug nothing', async () => {
    await app.close();
    const acts = {
      ...w.deps.acts,
      refresh: () => Promise.reject(new Failure('rate-limited', 'x', { retryAfterMs: 1500 })),
    };
    const erase = () => Promise.reject(new Error('select from secret_table'));
    app = await serve({ ...w.deps, acts: { ...acts, erase } });
    const wait = await app.ask(`${RECORD}/refresh`, { method: 'POST' });
    expect(wait).toMatchObject({ status: 429, headers: { 'retry-after': '2' } });
    const bug = await app.ask(RECORD, { method: 'DELETE' });
    expect(bug.status).toBe(500);
    expect(bug.text).not.toContain('secret_table');
  });
});

describe('the document', () => {
  const table = (): readonly Route[] => {
    const directory = openDirectory(w.deps.store, w.deps.now);
    return tableOf({
      ...w.deps,
      directory,
      metrics: openMetrics(),
      surroundings: openSurroundings(w.deps),
      openDeals: openOpenDeals(w.deps),
      keyring: openKeyring(w.deps.pushes, w.deps.now),
    });
  };

  it('is OpenAPI 3.1 and names exactly the routes that are mounted', async () => {
    const { json } = await app.ask('/openapi.json');
    expect(json['openapi']).toBe('3.1.0');
    const paths = json['paths'] as Record<string, Record<string, unknown>>;
    const told = Object.entries(paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method} ${path}`),
    );
    expect(told.toSorted()).toEqual(
      table()
        .map(({ method, path }) => `${method} ${path}`)
        .toSorted(),
    );
    expect(told.length).toBeGreaterThanOrEqual(8);
    for (const path of Object.keys(paths)) {
      const asked = path.replace('{contactId}', '101').replaceAll(/\{\w+\}/g, 'x1');
      expect((await app.ask(asked, { method: 'PATCH' })).status, path).toBe(405);
    }
  });

  it('is kept by the answers: each of the reading routes fits its schema', async () => {
    const reading = table().filter(({ method }) => method === 'get');
    for (const { path, answers } of reading) {
      const asked = path
        .replace('{contactId}', '101')
        .replace(/\{network\}\/\{(id|profileId)\}/, 'bluesky/p1')
        .replace(/\{(webhook|rule|chat)Id\}/, randomUUID());
      const { json, status } = await app.ask(asked);
      // Nobody made a rule of that id, and nobody was heard under this one.
      if (/\{(rule|profile)Id\}/.test(path) && status === 404) continue;
      expect(status, path).toBe(200);
      expect(answers[200]?.schema?.safeParse(json).error, path).toBeUndefined();
    }
    expect(reading.length).toBeGreaterThanOrEqual(5);
  });
});

describe('health', () => {
  it('is alive without a database, and ready only with it', async () => {
    w.state.pingFails = true;
    expect((await app.ask('/healthz')).status).toBe(200);
    expect(await app.ask('/readyz')).toMatchObject({
      status: 503,
      json: { database: 'unreachable', queue: 'ok' },
    });
    w.state.pingFails = false;
    expect((await app.ask('/readyz')).status).toBe(200);
  });
});
