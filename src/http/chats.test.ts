import { afterEach, describe, expect, it } from 'vitest';
import { handMadeChats } from '../../tests/browser/chats.ts';
import { world } from '../../tests/browser/hand-made.ts';
import { serve } from '../../tests/browser/serve.ts';

let served: Awaited<ReturnType<typeof serve>> | undefined;
afterEach(async () => {
  await served?.close();
  served = undefined;
});

const AT = '/api/v1/chats';
const WANTED = { name: 'Care', url: 'https://hooks.slack.com/services/T0/B0/secret-4711' };

async function open() {
  const chats = handMadeChats();
  served = await serve(world([], { chats }).deps);
  const { ask } = served;
  const headers = { 'content-type': 'application/json' };
  const send = (method: 'POST' | 'DELETE', path: string, body: unknown = {}) =>
    ask(path, { method, headers, body: JSON.stringify(body) });
  return { chats, ask, send };
}

describe('chats', () => {
  it('are named once, and where they are is never told again', async () => {
    const { ask, send } = await open();
    const made = await send('POST', AT, WANTED);
    expect([made.status, made.json]).toMatchObject([201, { name: 'Care', service: 'slack' }]);
    const listed = await ask(AT);
    expect(listed.json).toMatchObject({ chats: [{ name: 'Care', service: 'slack' }] });
    expect(made.text + listed.text).not.toContain('4711');
  });

  it.each([
    ['no name', { name: ' ' }],
    ['an address that is not encrypted', { url: 'http://hooks.slack.com/services/x' }],
    ['no address', { url: 'slack' }],
  ])('are refused with %s, without repeating the address', async (_what, wrong) => {
    const { chats, send } = await open();
    const { status, text } = await send('POST', AT, { ...WANTED, ...wrong });
    expect([status, chats.kept]).toEqual([400, []]);
    expect(text).not.toMatch(/4711|services/);
  });

  it('that are no chat are refused in words', async () => {
    const { send } = await open();
    const { status, json } = await send('POST', AT, { ...WANTED, url: 'https://example.com/x' });
    expect([status, json['detail']]).toEqual([400, expect.stringContaining('no incoming webhook')]);
  });

  it('are tried, and removed unless a rule that is on writes there', async () => {
    const { ask, send } = await open();
    const one = `${AT}/${(await send('POST', AT, WANTED)).json['id']}`;
    expect((await send('POST', `${one}/ping`)).status).toBe(202);
    expect((await ask(`${one}/deliveries`)).json).toMatchObject({ deliveries: [{ status: 'taken' }] });
    expect([(await send('DELETE', one)).status, (await send('DELETE', one)).status]).toEqual([204, 404]);
    const used = `${AT}/${(await send('POST', AT, { ...WANTED, name: 'In use' })).json['id']}`;
    expect((await send('DELETE', used)).json).toMatchObject({
      ...{ status: 409, detail: expect.stringContaining('switch it off first') },
    });
  });
});
