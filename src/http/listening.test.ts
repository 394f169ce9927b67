import { afterEach, describe, expect, it } from 'vitest';
import { world } from '../../tests/browser/hand-made.ts';
import { handMadeListening } from '../../tests/browser/listening.ts';
import { serve } from '../../tests/browser/serve.ts';

let served: Awaited<ReturnType<typeof serve>> | undefined;
afterEach(async () => {
  await served?.close();
  served = undefined;
});

const AT = '/api/v1/listening';

async function open() {
  const listening = handMadeListening(true);
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
