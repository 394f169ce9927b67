import { afterEach, describe, expect, it } from 'vitest';
import { handMade } from '../../tests/browser/governing.ts';
import type { HandMade } from '../../tests/browser/governing.ts';
import { SAMPLE, world } from '../../tests/browser/hand-made.ts';
import { serve } from '../../tests/browser/serve.ts';
import { DEFAULTS } from '../core/governance/settings.ts';

let served: Awaited<ReturnType<typeof serve>> | undefined;
afterEach(async () => {
  await served?.close();
  served = undefined;
});

const JSON_BODY = { 'content-type': 'application/json' };

async function open(by: HandMade = handMade(), changes = {}) {
  const w = world([], { governing: by.governing, ...changes });
  served = await serve(w.deps);
  const { ask } = served;
  return {
    w,
    by,
    ask,
    send: (method: 'POST' | 'PUT', path: string, body: unknown) =>
      ask(path, { method, headers: JSON_BODY, body: JSON.stringify(body) }),
  };
}

describe('the settings', () => {
  it('are answered with what may be decided, what would be written, and how it goes', async () => {
    const { ask } = await open();
    const { status, json } = await ask('/api/v1/settings');
    expect(status).toBe(200);
    expect(json).toMatchObject({
      settings: DEFAULTS,
      approval: { state: 'waiting', planned: [{ kind: 'group' }, { kind: 'field' }] },
      budget: { usedToday: 120, callsPerDay: 50_000, forecast: { callsPer1000: 30 } },
      health: {
        ...{ contacts: 2600, lastDelivery: '2026-11-22T12:00:00.000Z' },
        told: [{ about: 'feeds' }, { about: 'mentions' }],
      },
      found: { linked: 840, byNetwork: [{ title: 'Bluesky', count: 700 }, { title: 'GitHub' }] },
    });
    expect(json).not.toHaveProperty('trouble');
  });

  it('say what the CRM does not let Kith do, and what an admin there does about it', async () => {
    const withheld = [{ ability: 'deals', cure: 'An admin allows it.' }] as const;
    const { ask } = await open(handMade({ withheld }));
    const { json } = await ask('/api/v1/settings');
    const says = 'The CRM does not let Kith read deals. An admin allows it.';
    expect(json['health']).toMatchObject({ withheld: [says] });
  });

  it('say what a network that charges cost this month, in dollars', async () => {
    const money = {
      ...{ prices: '$0.01 a profile', source: 'https://paid.example/prices', asked: 3 },
      ...{ spent: 30_000, asksConsent: true },
    };
    const { ask } = await open(handMade({ networks: [{ id: 'paidgram', title: 'Paidgram', money }] }));
    const { networks } = (await ask('/api/v1/settings')).json as { networks: unknown };
    expect(networks).toEqual([{ id: 'paidgram', title: 'Paidgram', money: { ...money, spent: 0.03 } }]);
  });

  it.each([
    ['nothing', 0],
    ['less than a cent', 0.001],
    ['a part of a cent', 1.005],
    ['more than anybody means', 1e9],
  ])('let no network cost %s', async (_, dollarsAMonth) => {
    const { send, by } = await open();
    const wanted = { ...DEFAULTS, budgets: { x: { dollarsAMonth } } };
    expect((await send('PUT', '/api/v1/settings', wanted)).status).toBe(400);
    expect(by.saved).toEqual([]);
  });

  it('say when the CRM does not answer, and show the rest', async () => {
    const { ask } = await open(handMade({ fields: [], planned: [], trouble: 'The CRM is not answering.' }));
    expect((await ask('/api/v1/settings')).json).toMatchObject({
      ...{ fields: [], trouble: 'The CRM is not answering.' },
      found: { linked: 840 },
    });
  });

  it('are changed all at once, and answered as they are then', async () => {
    const { send, by } = await open();
    const wanted = { ...DEFAULTS, off: ['github'], callsPerDay: 500 };
    const { status, json } = await send('PUT', '/api/v1/settings', wanted);
    expect([status, json]).toMatchObject([200, { settings: wanted, budget: { callsPerDay: 500 } }]);
    expect(by.saved).toEqual([wanted]);
  });

  it.each([
    ['a budget too small', { callsPerDay: 1 }],
    ['a mode that does not exist', { mappings: [{ fact: 'company', field: 'company', mode: 'always' }] }],
    ['no number of days', { graceDays: 'thirty' }],
  ])('refuse %s, and say where', async (_what, wrong) => {
    const { send, by } = await open();
    const { status, json } = await send('PUT', '/api/v1/settings', { ...DEFAULTS, ...wrong });
    expect(status).toBe(400);
    expect(json['errors']).toEqual([{ where: expect.stringMatching(/^body\./), says: expect.any(String) }]);
    expect(by.saved).toEqual([]);
  });

  it('refuse a mapping that cannot be, in words', async () => {
    const by = handMade();
    by.state.troubles = [{ field: 'created', says: '“Create date” can only be read.' }];
    const { send } = await open(by);
    const { status, json } = await send('PUT', '/api/v1/settings', DEFAULTS);
    expect([status, json]).toMatchObject([
      400,
      { detail: '“Create date” can only be read.', errors: [{ where: 'created' }] },
    ]);
  });

  it('are nobody’s who may not see the installation', async () => {
    const { ask, w } = await open();
    w.installed[0] = { ...SAMPLE, sample: false };
    for (const path of ['settings', 'export']) expect((await ask(`/api/v1/${path}`)).status).toBe(401);
  });
});

describe('approval', () => {
  it('is given and taken back, with who and when', async () => {
    const { send } = await open();
    expect((await send('POST', '/api/v1/approval', { approve: true })).json).toMatchObject({
      approval: { state: 'approved', by: 'An admin in the panel', at: '2026-11-22T12:00:00.000Z' },
    });
    const { json } = await send('POST', '/api/v1/approval', { approve: false });
    expect(json).toMatchObject({ approval: { state: 'waiting' } });
  });
});

describe('a suggestion for a field', () => {
  it('is accepted or declined, and what was written is put back', async () => {
    const { send, by } = await open();
    const at = '/api/v1/records/101';
    expect((await send('POST', `${at}/suggestions/company`, { accept: false })).status).toBe(202);
    expect((await served?.ask(`${at}/fields/company/undo`, { method: 'POST' }))?.json).toEqual({
      outcome: 'put back',
    });
    expect(by.answers).toEqual([
      { contact: '101', field: 'company', accept: false },
      { contact: '101', field: 'company' },
    ]);
  });

  it('that was never made is a 404', async () => {
    const by = handMade();
    const none = { ...by, governing: { ...by.governing, answer: () => Promise.resolve(false) } };
    const { send } = await open(none);
    const { status } = await send('POST', '/api/v1/records/1/suggestions/company', { accept: true });
    expect(status).toBe(404);
  });
});

describe('leaving', () => {
  it('gives everything as lines of JSON, to save as a file', async () => {
    const { ask } = await open();
    const { status, headers, text } = await ask('/api/v1/export');
    expect([status, headers['content-type']]).toEqual([200, 'application/x-ndjson']);
    expect(headers['content-disposition']).toBe('attachment; filename="kith-hubspot-4711-2026-11-22.ndjson"');
    expect(
      text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([{ table: 'contact', row: {} }]);
  });

  it('is set out on as the admin chose, and says when everything is purged', async () => {
    const { send, by } = await open();
    const { status, json } = await send('POST', '/api/v1/uninstall', { keepFields: true });
    expect([status, json]).toEqual([202, { purgeAt: '2026-12-22T12:00:00.000Z' }]);
    expect(by.state.uninstalled).toEqual({ keepFields: true, restore: false });
  });

  it('happens once', async () => {
    const { send, w } = await open();
    w.installed[0] = { ...SAMPLE, status: 'uninstalled' };
    const at = '/api/v1/uninstall?installation=hubspot-4711';
    expect((await send('POST', at, { keepFields: true })).status).toBe(409);
  });
});
