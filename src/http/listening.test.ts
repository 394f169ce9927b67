import { afterEach, describe, expect, it } from 'vitest';
import { world } from '../../tests/browser/hand-made.ts';
import { handMadeListening } from '../../tests/browser/listening.ts';
import type { Added } from '../../tests/browser/listening.ts';
import { serve } from '../../tests/browser/serve.ts';

let served: Awaited<ReturnType<typeof serve>> | undefined;
afterEach(async () => {
  await served?.close();
  served = undefined;
});

const AT = '/api/v1/listening';

async function open(added?: Added) {
  const listening = handMadeListening(true, added);
  served = await serve(world([], { listening }).deps);
  const { ask } = served;
  const headers = { 'content-type': 'application/json' };
  const send = (method: 'POST' | 'PUT' | 'DELETE', path: string, body: unknown = {}) =>
    ask(`${AT}${path}`, { method, headers, body: JSON.stringify(body) });
  return { listening, ask, send };
}

describe('listening rules', () => {
  it('are shown with volume, cost and precision, and with the networks that refuse', async () => {
    const { ask } = await open();
    expect((await ask(AT)).json).toMatchObject({
      rules: [{ heard: 42, asked: 9, precision: { relevant: 31, answered: 40 } }],
      networks: [
        { id: 'github', hears: true, askedToday: 9, allowedToday: 2_400 },
        { id: 'discord', hears: false, says: expect.stringContaining('Ask them first') },
      ],
      strangerDays: 30,
    });
  });

  it('are made switched off, turned, changed and removed', async () => {
    const { send } = await open();
    const made = await send('POST', '/rules', { name: 'New', hashtags: ['#CRM'], handles: ['@Kith'] });
    expect(made).toMatchObject({
      status: 201,
      json: { on: false, wanted: { hashtags: ['crm'], handles: ['kith'] } },
    });
    const one = `/rules/${made.json['id']}`;
    expect((await send('POST', `${one}/turn`, { on: true })).json).toMatchObject({ on: true });
    expect((await send('PUT', one, { name: 'Other', any: ['x'] })).json).toMatchObject({
      wanted: { name: 'Other' },
    });
    expect((await send('DELETE', one)).status).toBe(204);
    expect((await send('POST', `${one}/turn`, { on: true })).status).toBe(404);
  });

  it('are not removed while a rule that is on asks for them, and it is said which', async () => {
    const { send, ask } = await open();
    const made = await send('POST', '/rules', { name: 'In use', any: ['kith'] });
    expect(await send('DELETE', `/rules/${made.json['id']}`)).toMatchObject({
      ...{ status: 409, json: { detail: 'The rule “X” asks for it: switch that off first.' } },
    });
    expect((await ask(AT)).json['rules']).toHaveLength(2);
  });

  it.each([
    ['listen for nothing', { name: 'x', none: ['spam'] }],
    ['hold a word nobody sees', { name: 'x', any: ['\u200B'] }],
    ['link to what is no place', { name: 'x', links: ['a word'] }],
    ['name a network that refuses', { name: 'Refused', any: ['x'] }],
  ])('are refused when they %s', async (_what, rule) => {
    const { send } = await open();
    expect((await send('POST', '/rules', rule)).status).toBe(400);
  });

  it('can be looked at before they are kept', async () => {
    const { send } = await open();
    const { json } = await send('POST', '/preview', {
      rule: { name: 'x', any: ['kith'] },
      network: 'github',
    });
    expect(json).toMatchObject({ known: { of: 200, heard: 3 }, live: { network: 'github', found: 20 } });
    const rule = { name: 'x', any: ['kith'], adds: { times: 2, days: 7 } };
    expect((await send('POST', '/preview', { rule })).json).toMatchObject({
      adds: { people: 2, first: [{ name: 'Grace Hopper' }] },
    });
    const never = { ...rule, adds: { times: 0, days: 7 } };
    expect((await send('POST', '/preview', { rule: never })).status).toBe(400);
  });
});

describe('people heard', () => {
  it('are listed with what they said, answered about, linked and ignored', async () => {
    const { ask, send, listening } = await open();
    const { json } = await ask(`${AT}/people`);
    expect(json).toMatchObject({ people: [{ handle: 'grace', posts: 1, newest: [{ because: ['kith'] }] }] });
    const rule = '00000000-0000-4000-8000-000000000001';
    const about = { rule, network: 'github', post: 'acme#7', relevant: true };
    expect((await send('POST', '/answers', about)).status).toBe(204);
    const nowhere = { ...about, rule: rule.replace(/1$/, '2') };
    expect((await send('POST', '/answers', nowhere)).status).toBe(404);
    expect((await send('POST', '/people/github/7/contact', { contact: '101' })).status).toBe(204);
    expect(listening.done).toMatchObject([
      { relevant: true },
      { contact: '101', by: 'An admin in the panel' },
    ]);
    expect((await send('POST', '/people/github/9/ignore')).status).toBe(404);
  });

  it('are added to the CRM, after a look at what would be written, and it stands who did it', async () => {
    const { ask, send, listening } = await open();
    const one = '/people/github/7/addition';
    expect((await ask(`${AT}${one}`)).json).toMatchObject({
      fields: [
        { value: 'Hopper' },
        { value: '[not known]', says: expect.stringContaining('none is stated') },
      ],
    });
    expect(await send('POST', one)).toMatchObject({
      ...{ status: 201, json: { state: 'added', contact: { contact: '101' }, by: 'An admin in the panel' } },
    });
    expect(listening.done).toEqual([{ added: '7', insist: false }]);
    expect((await ask(`${AT}/additions`)).json).toMatchObject({
      additions: [{ state: 'added', networkTitle: 'GitHub', by: 'An admin in the panel' }],
    });
  });

  it.each([
    ['waiting', 202],
    ['looks like', 200],
    ['refused', 200],
  ] as const)('that are not added yet are shown as %s', async (outcome, status) => {
    const { ask, send } = await open({ outcome });
    const { status: said, json } = await send('POST', '/people/github/7/addition');
    expect([said, json['state']]).toEqual([status, outcome]);
    const { json: page } = await ask(`${AT}/people`);
    expect(page).toMatchObject({
      people: [{ addition: { state: outcome, others: [{ contact: '101', name: 'Grace Hopper, Navy' }] } }],
    });
  });

  it('say why they may not be added', async () => {
    const { ask } = await open({ outcome: 'refused', plan: { refused: 'Its terms forbid it: Ask.' } });
    expect((await ask(`${AT}/people/github/7/addition`)).json).toEqual({
      ...{ fields: [], refused: 'Its terms forbid it: Ask.' },
    });
  });

  it('are paged by a place that is checked', async () => {
    const { ask } = await open();
    expect((await ask(`${AT}/people?after=nonsense`)).status).toBe(400);
    expect(
      (await ask(`${AT}/people?after=${encodeURIComponent('2026-11-22T12:00:00.000Z github:7')}`)).status,
    ).toBe(200);
  });

  it('are kept for as many days as an admin says, within a year', async () => {
    const { send, listening } = await open();
    expect((await send('PUT', '/strangers', { days: 10 })).status).toBe(204);
    expect((await send('PUT', '/strangers', { days: 1_000 })).status).toBe(400);
    expect(listening.done).toEqual([{ days: 10 }]);
  });
});
