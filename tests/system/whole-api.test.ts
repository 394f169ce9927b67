import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULTS } from '../../src/core/governance/settings.ts';
import { DeliveryId } from '../../src/core/ids.ts';
import { aDelivery } from '../../src/storage/testbed.ts';
import { fillEveryTable, personOf } from '../support/every-table.ts';
import { openWholeApi } from '../support/whole-api.ts';
import type { Operation, WholeApi } from '../support/whole-api.ts';
import { openWorlds } from '../support/world.ts';
import type { World } from '../support/world.ts';

let worlds: Awaited<ReturnType<typeof openWorlds>>;
let ours: World;
let theirs: World;
let api: WholeApi;

/** Who stands in whatever the one and the other installation keeps. */
const [OURS, THEIRS] = ['amsel', 'zebrafalke'];

beforeAll(async () => {
  worlds = await openWorlds();
  [ours, theirs] = [worlds.world(), worlds.world()];
  for (const [w, name] of [
    [ours, OURS],
    [theirs, THEIRS],
  ] as const)
    await settle(w, name);
  api = await openWholeApi(ours);
});
afterAll(async () => {
  await api.close();
  await worlds.close();
});

async function settle(w: World, name: string): Promise<void> {
  const { installation: id } = w;
  const account = id.slice('hubspot-'.length);
  await w.deps.store.install({
    ...{ id, crm: 'hubspot', account, status: 'active', sample: false, installedAt: w.now() },
  });
  const body = Buffer.from(JSON.stringify({ who: name }));
  await w.deps.store.keepDeliveries([{ ...aDelivery(`delivery of ${name}`), installation: id, body }]);
  await w.inside(async (v) => {
    await fillEveryTable(v, name);
    await v.deliveries.mark(DeliveryId.parse(`delivery of ${name}`), 'failed', 'x');
    await v.outgoing.makeChat({ name: `chat of ${name}`, service: 'slack' }, w.now());
  });
}

/** What is named in an address or a body, of one installation. */
async function namesIn(w: World, name: string) {
  const { contact, profile, said } = personOf(name);
  const one = async (table: string, column: string) => String((await w.rows(table))[0]?.[column]);
  const endpoints = await w.rows('outgoing_endpoint');
  return {
    ...{ contactId: contact, network: 'bluesky', profileId: profile.id, id: said('2', '').id },
    ...{ post: said('2', '').id, field: 'company', crm: 'hubspot', account: 'acme' },
    ruleId: await one('rule', 'rule_id'),
    listeningId: await one('listening_rule', 'rule_id'),
    webhookId: String(endpoints.find(({ url }) => url !== null)?.['endpoint_id']),
    chatId: String(endpoints.find(({ service }) => service !== null)?.['endpoint_id']),
    deliveryId: `delivery of ${name}`,
    sendingId: await one('outgoing_sending', 'sending_id'),
    workId: '00000000-0000-4000-8000-000000000000',
  };
}
type Names = Awaited<ReturnType<typeof namesIn>>;

/** A body that fits, of every operation that takes one. */
function bodiesOf(n: Names): Readonly<Record<string, unknown>> {
  const rule = {
    name: 'Complaints',
    when: [
      { on: 'text', contains: 'engine' },
      { on: 'topic', is: n.listeningId },
    ],
    does: [
      { do: 'chat message', chat: n.chatId },
      { do: 'field', field: 'city', value: 'Paris', mode: 'overwrite' },
    ],
    limit: { most: 1, per: 'day' },
  };
  const listening = { name: 'engines', any: ['engine'], none: ['toy'], links: ['acme.example/x'] };
  return {
    giveConsent: { says: 'Yes.', account: 'somebody' },
    addItem: { kind: 'task', title: 'Call', body: 'Them', key: 'k-1' },
    draftReply: { network: n.network, post: n.post },
    decideLink: { says: 'rejected' },
    changeSettings: { ...DEFAULTS, ours: ['https://bsky.app/profile/acme.example'] },
    approve: { approve: true },
    answerSuggestion: { accept: true },
    makeWebhook: { url: 'https://hooks.example/2', hears: ['signal.opened'] },
    changeWebhook: { url: 'https://hooks.example/3', hears: ['signal.opened'] },
    makeChat: { name: 'Sales', url: 'https://hooks.slack.com/services/T/B/x' },
    ...{ makeRule: rule, changeRule: rule, publishRule: { replay: false } },
    ...{ makeListening: listening, changeListening: listening, turnListening: { on: true } },
    previewListening: { rule: listening },
    keepStrangers: { days: 9 },
    answerHeard: { rule: n.listeningId, network: n.network, post: n.post, relevant: true },
    linkPersonHeard: { contact: n.contactId },
    addPersonHeard: {},
    teachOwnLabels: `${JSON.stringify({ text: 'where is it', label: 'parcel' })}\n`,
    ...{ setUpPush: {}, rotatePush: {} },
    changeMentionHosts: { hosts: ['acme.example'] },
    takeDeliveriesInAgain: { connector: 'hubspot' },
    uninstall: { keepFields: true },
    claimAccount: { signIn: 'https://acme.my.salesforce.com' },
  };
}

/** What is asked behind the question mark, where that is anything. */
const ASKED: Readonly<Record<string, string>> = { search: 'Quist', limit: '5', with: 'around' };

function filled({ id, path }: Operation, n: Names): string {
  const names = {
    ...n,
    ...(/Listening|Stream/.test(id) && { ruleId: n.listeningId }),
    ...(id === 'sendWebhookAgain' && { deliveryId: n.sendingId }),
  };
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = names[name as keyof Names];
    if (value === undefined) throw new Error(`This test does not know what {${name}} of ${id} is.`);
    return encodeURIComponent(value);
  });
}

/** Last, since it takes the rest away. */
const inOrder = () => api.operations.toSorted((a, b) => Number(ends(a)) - Number(ends(b)));
const ends = ({ id, method }: Operation) =>
  method === 'DELETE' || id === 'uninstall' || id === 'ignorePerson';

async function askEverything(
  at: World,
  n: Names,
): Promise<ReadonlyMap<string, { status: number; text: string }>> {
  const bodies = bodiesOf(n);
  const answers = new Map<string, { status: number; text: string }>();
  for (const one of inOrder()) {
    const query = Object.fromEntries(one.query.flatMap((name) => (ASKED[name] ? [[name, ASKED[name]]] : [])));
    const asked = { ...one, path: filled(one, n) };
    const { status, text } = await api.ask(at.installation, asked, { query, body: bodies[one.id] });
    answers.set(one.id, { status, text });
  }
  return answers;
}

const isBug = ({ status }: { status: number }) => status >= 500;

/** How the place of a page in a list begins. */
const NEXT = '2026-05-01T00:00:00.000Z';

/** Texts that a database, a parser or a page may stumble over. */
const AWKWARD: Readonly<Record<string, string>> = {
  'a NUL': 'a\0b',
  'half of a surrogate pair': 'a\ud83d',
  'the name of what every object has': '__proto__',
  'a quotation mark and SQL': `'; drop table kith.contact; --`,
  'a pattern': '%_\\(.*',
  'a number beyond all bounds': '99999999999999999999999999',
  'a day beyond all calendars': '+275760-09-13T00:00:00Z',
  'nothing but blanks': ' \u00a0\u2003',
  'turned writing and joined characters': '\u202ea\u0301👩‍👩‍👧',
  'ten thousand characters': 'x'.repeat(10_000),
};

/** The body with one of its texts replaced, once for each. */
function* spoilt(body: unknown, by: unknown): Generator<unknown> {
  if (typeof body === 'string' || typeof body === 'number') yield by;
  if (Array.isArray(body)) {
    for (const [n, one] of body.entries()) for (const other of spoilt(one, by)) yield body.with(n, other);
  } else if (typeof body === 'object' && body !== null) {
    for (const [name, one] of Object.entries(body))
      for (const other of spoilt(one, by)) yield { ...body, [name]: other };
  }
}

describe('every operation of the API', () => {
  it('asked of one installation with the ids of another shows nothing of the other and changes nothing there', async () => {
    const names = await namesIn(theirs, THEIRS);
    const before = await everythingOf(theirs);
    const answers = await askEverything(ours, names);
    expect([...answers].filter(([, answer]) => isBug(answer))).toEqual([]);
    const secrets = [`${THEIRS} Quist`, `I am ${THEIRS}`, `chat of ${THEIRS}`, names.sendingId];
    const shown = [...answers].filter(([, { text }]) => secrets.some((secret) => text.includes(secret)));
    expect(shown).toEqual([]);
    expect(await everythingOf(theirs)).toEqual(before);
  });

  it.each(Object.entries(AWKWARD))(
    'takes %s wherever a text may stand, or says why not',
    async (_what, text) => {
      const w = worlds.world();
      await settle(w, OURS);
      // What is there is remembered for a moment, and time stands still here.
      w.pass(10);
      ours.pass(10);
      const names = await namesIn(w, OURS);
      const bodies = bodiesOf(names);
      const bugs: unknown[] = [];
      const look = async (one: Operation, ...asked: Parameters<WholeApi['ask']>) => {
        const answer = await api.ask(...asked);
        if (isBug(answer)) bugs.push([one.id, asked, answer.status]);
      };
      const at = w.installation;
      for (const one of inOrder()) {
        const path = filled(one, names);
        for (const spoiltPath of pathsOf(one, names, text))
          await look(one, at, { ...one, path: spoiltPath }, { body: bodies[one.id] });
        for (const name of one.query)
          for (const value of [text, `${NEXT} ${text}`, `${NEXT}_${text}`, `${text} ${THEIRS}`])
            await look(one, at, { ...one, path }, { query: { [name]: value }, body: bodies[one.id] });
        for (const body of spoilt(bodies[one.id], text)) await look(one, at, { ...one, path }, { body });
      }
      expect(bugs).toEqual([]);
    },
  );

  it('shows what is asked for to who has it', async () => {
    const names = await namesIn(theirs, THEIRS);
    const answers = await askEverything(theirs, names);
    expect([...answers].filter(([, answer]) => isBug(answer))).toEqual([]);
    const showing = [...answers].filter(([, { text }]) => text.includes(`${THEIRS} Quist`)).map(([id]) => id);
    expect(showing).toEqual(expect.arrayContaining(['readRecord', 'listContacts', 'export', 'listAlerts']));
    const found = (id: string) => answers.get(id)?.status;
    for (const id of [
      'changeWebhook',
      'removeChat',
      'removeListening',
      'getDelivery',
      'eraseRecord',
      'undoRule',
    ])
      expect([id, found(id)]).toEqual([id, expect.toBeOneOf([200, 204])]);
    expect((await theirs.rows('contact')).length).toBe(0);
  });
});

/** The address with one of its names replaced, once for each. */
function pathsOf(one: Operation, names: Names, by: string): readonly string[] {
  return [...one.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) =>
    filled({ ...one, path: one.path.replace(`{${name}}`, '\u0000') }, names).replace(
      '\u0000',
      encodeURIComponent(by.toWellFormed()),
    ),
  );
}

/** Every row of every table, as text. */
async function everythingOf(w: World): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const table of await worlds.tables())
    for (const row of await w.rows(table)) lines.push(`${table} ${JSON.stringify(row)}`);
  return lines.toSorted();
}
