import { afterEach, describe, expect, it } from 'vitest';
import { handMadeEndpoints } from '../../tests/browser/endpoints.ts';
import { world } from '../../tests/browser/hand-made.ts';
import { serve } from '../../tests/browser/serve.ts';

let served: Awaited<ReturnType<typeof serve>> | undefined;
afterEach(async () => {
  await served?.close();
  served = undefined;
});

const AT = '/api/v1/webhooks';
const WANTED = { url: 'https://hooks.example/kith', hears: ['signal.opened'] };

async function open() {
  const endpoints = handMadeEndpoints();
  served = await serve(world([], { endpoints }).deps);
  const { ask } = served;
  const send = (method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown) =>
    ask(path, {
      method,
      ...(body !== undefined && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
  return { endpoints, ask, send };
}

describe('outgoing webhooks', () => {
  it('are made with a secret that is shown this once', async () => {
    const { ask, send } = await open();
    const { status, json } = await send('POST', AT, WANTED);
    expect([status, json]).toMatchObject([201, { ...WANTED, secret: expect.stringMatching(/^whsec_/) }]);
    const listed = await ask(AT);
    expect(listed.json).toMatchObject({
      webhooks: [WANTED],
      events: expect.arrayContaining(['signal.done']),
    });
    expect(listed.text).not.toContain('whsec_');
  });

  it.each([
    ['no address', { url: 'hooks' }],
    ['another protocol', { url: 'ftp://hooks.example/' }],
    ['nothing to hear', { hears: [] }],
    ['an event that there is not', { hears: ['contact.sold'] }],
  ])('are refused with %s, and it is said where', async (_what, wrong) => {
    const { send, endpoints } = await open();
    const { status, json } = await send('POST', AT, { ...WANTED, ...wrong });
    expect([status, json['errors']]).toEqual([
      400,
      [{ where: expect.stringMatching(/^body\./), says: expect.any(String) }],
    ]);
    expect(endpoints.kept).toEqual([]);
  });

  it('are refused at an address that is not safe, in words', async () => {
    const { send } = await open();
    const { status, json } = await send('POST', AT, { ...WANTED, url: 'https://localhost/' });
    expect([status, json]).toMatchObject([400, { detail: 'Nothing is sent there: it is private.' }]);
  });

  it('are changed, stopped, resumed, given another secret and removed', async () => {
    const { send, endpoints } = await open();
    const one = `${AT}/${(await send('POST', AT, WANTED)).json['id']}`;
    expect((await send('PUT', one, { ...WANTED, hears: ['signal.done'] })).json).toMatchObject({
      hears: ['signal.done'],
    });
    expect((await send('POST', `${one}/stop`)).status).toBe(202);
    expect(endpoints.kept[0]?.stopped).toBe('by an admin');
    expect((await send('POST', `${one}/resume`)).status).toBe(202);
    expect(endpoints.kept[0]?.stopped).toBeUndefined();
    expect((await send('POST', `${one}/secret`)).json).toEqual({ secret: expect.stringMatching(/^whsec_/) });
    expect((await send('DELETE', one)).status).toBe(204);
    expect(endpoints.kept).toEqual([]);
  });

  it('show what they were told and how it went, and are told once more', async () => {
    const { ask, send } = await open();
    const one = `${AT}/${(await send('POST', AT, WANTED)).json['id']}`;
    await send('POST', `${one}/ping`);
    const { json } = await ask(`${one}/deliveries`);
    const lines = json['deliveries'] as readonly { readonly id: string }[];
    expect(lines).toMatchObject([{ type: 'ping', status: 'given up', answered: 410 }]);
    expect(lines[0]).not.toHaveProperty('endpoint');
    const again = `${one}/deliveries/${lines[0]?.id}/again`;
    expect((await send('POST', again)).status).toBe(202);
    expect((await ask(`${one}/deliveries`)).json['deliveries']).toMatchObject([{ status: 'waiting' }]);
  });

  it('that there are not are a 404', async () => {
    const { send } = await open();
    const none = `${AT}/00000000-0000-4000-8000-000000000099`;
    for (const path of [
      '',
      '/stop',
      '/ping',
      '/secret',
      '/deliveries/00000000-0000-4000-8000-000000000001/again',
    ]) {
      const method = path === '' ? 'DELETE' : 'POST';
      expect((await send(method, `${none}${path}`)).status, path).toBe(404);
    }
  });
});
