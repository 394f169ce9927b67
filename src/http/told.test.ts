import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openWebWorld } from '../../tests/support/web-world.ts';
import type { WebWorld } from '../../tests/support/web-world.ts';
import { openWorlds } from '../../tests/support/world.ts';
import { aSubscription } from '../storage/testbed.ts';

let worlds: Awaited<ReturnType<typeof openWorlds>>;
beforeAll(async () => {
  worlds = await openWorlds();
});
afterAll(() => worlds.close());
let web: WebWorld;
beforeEach(async () => {
  web = await openWebWorld(worlds);
});
afterEach(() => web.close());

const named = (hosts: readonly unknown[]) =>
  web.app.ask(`/api/v1/mentions/hosts?installation=${web.w.installation}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ hosts }),
  });
const shown = (what: string) => web.app.ask(`/api/v1/${what}?installation=${web.w.installation}`);

describe('an administrator', () => {
  it('names the hosts whose pages may be mentioned, and is told what those pages carry', async () => {
    expect((await shown('mentions')).json).toMatchObject({ hosts: [], mentions: [] });
    const { json } = await named([' WWW.Acme.example', 'acme.example', 'acme.example']);
    const address = `/webmention/${web.w.installation}`;
    expect(json).toMatchObject({ hosts: ['acme.example', 'www.acme.example'], address });
    expect(json['hint']).toBe(`<link rel="webmention" href="${address}">`);
    expect((await named([])).json).toMatchObject({ hosts: [] });
  });

  it.each([['https://acme.example'], ['*.acme.example'], ['acme.example:8443'], ['localhost'], ['']])(
    'is told plainly that %s is no host, and what was named stays',
    async (host) => {
      await named(['acme.example']);
      expect(await named([host])).toMatchObject({ status: 400 });
      expect((await shown('mentions')).json).toMatchObject({ hosts: ['acme.example'] });
    },
  );

  it('sees what became of each mention', async () => {
    await named(['acme.example']);
    await web.app.ask(`/webmention/${web.w.installation}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'source=https://ada.example/1&target=https://acme.example/',
    });
    await web.w.work();
    expect((await shown('mentions')).json['mentions']).toMatchObject([
      { source: 'https://ada.example/1', state: 'refused', says: expect.stringContaining('not there') },
    ]);
  });

  it('sees which feeds are told at once, until when, and why one is not; never the address that nobody may guess', async () => {
    const until = new Date(web.w.now().getTime() + 60_000);
    const told = {
      ...aSubscription(),
      heldUntil: until,
      confirmedAt: web.w.now(),
      lastDelivery: web.w.now(),
    };
    const denied = { ...aSubscription(), id: 'nobody-can-guess-that', says: 'The hub denied it.' };
    await web.w.inside(async (v) => {
      for (const one of [denied, told]) await v.subscriptions.keep(one);
    });
    const { json, text } = await shown('subscriptions');
    expect(json).toMatchObject({
      reached: true,
      subscriptions: [
        { title: 'Bluesky', isTold: true, until: until.toISOString(), feed: 'https://ada.example/feed' },
        { isTold: false, says: 'The hub denied it.' },
      ],
    });
    expect(text).not.toContain('nobody-can-guess');
    web.reached.at = undefined;
    expect((await shown('subscriptions')).json).toMatchObject({ reached: false });
  });
});
