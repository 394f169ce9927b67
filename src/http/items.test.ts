import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NOW, world } from '../../tests/browser/hand-made.ts';
import { people } from '../../tests/browser/people.ts';
import { serve } from '../../tests/browser/serve.ts';
import { Failure } from '../core/failure.ts';
import type { Crm, CrmConnector } from '../ports/crm.ts';
import type { CrmItem } from '../ports/crm-items.ts';
import type { HttpDeps } from './deps.ts';
import { Added, Problem, RecordAnswer } from './shapes.ts';

const RECORD = '/api/v1/records/101';
const TASK = { kind: 'task', title: 'Call Mara', body: 'About queues', key: 'press-1' };
const TICKET: CrmItem = {
  kind: 'ticket',
  id: '77',
  title: 'Portal down',
  status: 'Waiting on us',
  open: true,
  at: NOW,
  url: 'https://crm.example/77',
};

let crmFails: Failure | undefined;
let items: CrmItem[];
let added: Parameters<HttpDeps['acts']['add']>[1][];
let outcome: Awaited<ReturnType<HttpDeps['acts']['add']>> | Failure;
let app: Awaited<ReturnType<typeof serve>>;
let w: ReturnType<typeof world>;

beforeEach(async () => {
  [crmFails, items, added, outcome] = [undefined, [TICKET], [], { id: '9', url: 'https://crm.example/9' }];
  const crm = {
    abilities: () => new Set(['tickets', 'notes']),
    withheld: () => Promise.resolve([]),
    around: () => (crmFails ? Promise.reject(crmFails) : Promise.resolve([...items])),
  } as Partial<Crm> as Crm;
  const connector = {
    id: 'hubspot',
    title: 'HubSpot',
    signedBy: [],
  } as Partial<CrmConnector> as CrmConnector;
  w = world(people(), {
    crms: new Map([['hubspot', { connector, app: {} as never }]]),
    crmOf: () => Promise.resolve(crm),
  });
  const add: HttpDeps['acts']['add'] = async (_installation, item) => {
    added.push(item);
    if (outcome instanceof Failure) throw outcome;
    return outcome;
  };
  app = await serve({ ...w.deps, acts: { ...w.deps.acts, add } });
});
afterEach(() => app.close());

const post = (path: string, body: unknown) =>
  app.ask(path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });
const add = (changes: object = {}) => post(`${RECORD}/items`, { ...TASK, ...changes });
const around = async () => RecordAnswer.parse((await app.ask(`${RECORD}?with=around`)).json);

describe('the record with what is around it', () => {
  it('is the record, and what the CRM knows and allows beside it', async () => {
    const plain = (await app.ask(RECORD)).json;
    expect(plain).not.toHaveProperty('around');
    expect(plain).not.toHaveProperty('abilities');
    expect(await around()).toEqual({
      ...plain,
      around: [{ ...TICKET, at: NOW.toISOString() }],
      abilities: ['notes', 'tickets'],
    });
  });

  it('still comes when the CRM fails, with one line that says so', async () => {
    crmFails = new Failure('rate-limited', 'too often');
    const answer = await around();
    expect(answer.contact.name).toBe('Mara Lindqvist');
    expect(answer.around).toEqual([]);
    expect(answer.freshness.at(-1)).toEqual({
      block: 'hubspot',
      title: 'HubSpot',
      trouble: 'HubSpot asked us to wait; the rest is shown.',
    });
  });

  it('is not sent again to who has it, and is another answer than the record alone', async () => {
    const { headers } = await app.ask(`${RECORD}?with=around`);
    const again = { headers: { 'if-none-match': String(headers['etag']) } };
    expect((await app.ask(`${RECORD}?with=around`, again)).status).toBe(304);
    expect((await app.ask(RECORD, again)).status).toBe(200);
  });

  it('of nobody is a 404, and nothing else can be asked for', async () => {
    expect((await app.ask('/api/v1/records/nobody?with=around')).status).toBe(404);
    expect((await app.ask(`${RECORD}?with=everything`)).status).toBe(400);
  });
});

describe('an item for the CRM', () => {
  it('is added to the contact, and shows at once', async () => {
    await around();
    items = [{ ...TICKET, id: '9' }, TICKET];
    const answer = await add({ due: '2026-11-30T09:00:00+01:00' });
    expect(answer.status).toBe(201);
    expect(Added.parse(answer.json)).toEqual({ id: '9', url: 'https://crm.example/9' });
    expect(added).toEqual([{ ...TASK, contact: '101', due: new Date('2026-11-30T08:00:00Z') }]);
    expect((await around()).around).toHaveLength(2);
  });

  it('for which the right was not granted is 403, with the cure', async () => {
    outcome = 'not granted';
    const answer = await add({ kind: 'ticket' });
    expect(answer.status).toBe(403);
    expect(Problem.parse(answer.json).detail).toContain('/install/hubspot');
  });

  it('of a contact that is not here is 404, and a CRM in trouble is told apart', async () => {
    outcome = 'no such contact';
    expect((await add()).status).toBe(404);
    outcome = new Failure('unavailable', 'HubSpot answered 503', { retryAfterMs: 2_000 });
    expect(await add()).toMatchObject({ status: 503, headers: { 'retry-after': '2' } });
    outcome = { id: '9', url: 'https://crm.example/9' };
    expect((await add()).status).toBe(201);
  });

  it.each([
    ['another kind', { kind: 'deal' }, 'body.kind'],
    ['no title', { title: '  ' }, 'body.title'],
    ['an endless title', { title: 'x'.repeat(201) }, 'body.title'],
    ['an endless body', { body: 'x'.repeat(10_001) }, 'body.body'],
    ['no key', { key: undefined }, 'body.key'],
    ['a key with a blank', { key: 'a b' }, 'body.key'],
    ['a day that is none', { due: 'tomorrow' }, 'body.due'],
    ['a note that is due', { kind: 'note', due: '2026-11-30T09:00:00Z' }, 'body.due'],
  ])('with %s is refused and says where', async (_, changes, where) => {
    const answer = await add(changes);
    expect(answer.status).toBe(400);
    expect(Problem.parse(answer.json).errors?.map((error) => error.where)).toContain(where);
    expect(added).toEqual([]);
  });
});

describe('a draft of a reply', () => {
  const draft = (body: unknown, path = `${RECORD}/reply-draft`) => post(path, body);

  it('is made for a post of theirs', async () => {
    const { status, json } = await draft({ network: 'bluesky', post: 'p1' });
    expect(status).toBe(200);
    expect(json['text']).toMatch(/^Hello Mara, /);
    expect(json['because']).toContain('a question');
  });

  it('is not made for another, and says why', async () => {
    const { status, json } = await draft({ network: 'bluesky', post: 'nothing' });
    expect(status).toBe(200);
    expect(json['text']).toBe('');
    expect(json['because']).toContain('not among what they said');
  });

  it('is refused for nobody and for what names no post', async () => {
    expect(
      (await draft({ network: 'bluesky', post: 'p1' }, '/api/v1/records/nobody/reply-draft')).status,
    ).toBe(404);
    expect((await draft({ network: 'bluesky' })).status).toBe(400);
  });
});
