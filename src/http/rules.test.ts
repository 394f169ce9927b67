import { afterEach, describe, expect, it } from 'vitest';
import { world } from '../../tests/browser/hand-made.ts';
import { handMadeRules } from '../../tests/browser/rules.ts';
import { serve } from '../../tests/browser/serve.ts';

let served: Awaited<ReturnType<typeof serve>> | undefined;
afterEach(async () => {
  await served?.close();
  served = undefined;
});

const AT = '/api/v1/rules';
const WANTED = {
  name: 'Complaints',
  when: [{ on: 'tone', is: 'negative' }],
  does: [{ do: 'task', title: 'Call them' }],
  limit: { most: 10, per: 'hour' },
};

async function open() {
  const rules = handMadeRules();
  served = await serve(world([], { rules }).deps);
  const { ask } = served;
  const headers = { 'content-type': 'application/json' };
  const send = (method: 'POST' | 'PUT', path: string, body: unknown = {}) =>
    ask(path, { method, headers, body: JSON.stringify(body) });
  const make = async () => `${AT}/${(await send('POST', AT, WANTED)).json['id']}`;
  return { rules, ask, send, make };
}

describe('rules', () => {
  it('are drafts until a dry run was looked at, then they are published with who did', async () => {
    const { rules, ask, send, make } = await open();
    const one = await make();
    expect((await ask(AT)).json).toMatchObject({ rules: [{ ...WANTED, state: 'draft' }] });
    expect(await send('POST', `${one}/publish`)).toMatchObject({
      ...{ status: 409, json: { detail: expect.stringContaining('dry run') } },
    });
    expect((await send('POST', `${one}/dry-run`)).json).toMatchObject({
      dryRun: { facts: 40, acts: 2, held: 1 },
      met: [{ contact: '101', url: 'https://bsky.example/1', outcome: 'acts' }],
    });
    expect((await send('POST', `${one}/publish`, { replay: true })).json).toMatchObject({ state: 'on' });
    expect(rules.published).toEqual([{ replay: true, by: 'An admin in the panel' }]);
  });

  it('are drafts again when they are changed', async () => {
    const { send, make } = await open();
    const one = await make();
    await send('POST', `${one}/dry-run`);
    const { json } = await send('PUT', one, { ...WANTED, name: 'Complaints in English' });
    expect(json).toMatchObject({ name: 'Complaints in English', state: 'draft' });
    expect(json).not.toHaveProperty('dryRun');
  });

  it('are switched off or undone, which names what stays in the CRM', async () => {
    const { send, make } = await open();
    const one = await make();
    expect((await send('POST', `${one}/off`)).json).toMatchObject({ state: 'off' });
    expect((await send('POST', `${one}/undo`)).json).toEqual({
      contacts: 3,
      stays: [{ do: 'task', id: '1', url: 'https://crm.example/items/1' }],
    });
  });

  it.each([
    ['no condition', { when: [] }],
    ['a condition there is not', { when: [{ on: 'mood', is: 'bad' }] }],
    ['no limit', { limit: { most: 0, per: 'hour' } }],
    ['an action there is not', { does: [{ do: 'email' }] }],
  ])('are refused with %s, and it is said where', async (_what, wrong) => {
    const { send, rules } = await open();
    const { status, json } = await send('POST', AT, { ...WANTED, ...wrong });
    expect([status, json['errors']]).toEqual([
      400,
      [{ where: expect.stringMatching(/^body\.(when|does|limit)/), says: expect.any(String) }],
    ]);
    expect(rules.kept).toEqual([]);
  });

  it('that set what they must not are refused in words', async () => {
    const { send } = await open();
    const { status, json } = await send('POST', AT, { ...WANTED, name: 'Refused' });
    expect([status, json]).toMatchObject([400, { detail: '“Email” is no field that a rule may set.' }]);
  });

  it('about alerts show which they met, and are refused what needs a contact', async () => {
    const { ask, send } = await open();
    const surges = { ...WANTED, when: [{ on: 'alert', atLeast: 'warn' }], does: [{ do: 'webhook' }] };
    const { json } = await send('POST', AT, surges);
    const one = `${AT}/${json['id']}`;
    expect((await send('POST', `${one}/dry-run`)).json).toMatchObject({
      met: [{ alert: { level: 'crisis', measure: 'authors', observed: 44, expected: 9.3 }, outcome: 'acts' }],
    });
    const { matches } = (await ask(`${one}/matches`)).json as { matches: object[] };
    expect(matches).toMatchObject([{ alert: expect.any(String), done: [{ do: 'webhook' }] }]);
    expect(matches[0]).not.toHaveProperty('contact');
    expect(await send('POST', AT, { ...surges, does: WANTED.does })).toMatchObject({
      ...{ status: 400, json: { detail: expect.stringContaining('An alert is about no contact') } },
    });
  });

  it('that there are not are a 404', async () => {
    const { send } = await open();
    const none = `${AT}/00000000-0000-4000-8000-000000000099`;
    for (const act of ['dry-run', 'publish', 'off', 'undo']) {
      expect((await send('POST', `${none}/${act}`)).status, act).toBe(404);
    }
    expect((await send('PUT', none, WANTED)).status).toBe(404);
  });
});
