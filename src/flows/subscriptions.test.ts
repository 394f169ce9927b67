import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { adasFeed, DAY, feed, HOUR, TOPIC } from '../../tests/support/adas-feed.ts';
import { openWebWorld } from '../../tests/support/web-world.ts';
import type { WebWorld } from '../../tests/support/web-world.ts';
import { openWorlds } from '../../tests/support/world.ts';
import { ContactId } from '../core/ids.ts';

let worlds: Awaited<ReturnType<typeof openWorlds>>;
beforeAll(async () => {
  worlds = await openWorlds();
});
afterAll(() => worlds.close());
let web: WebWorld;
let ada: ReturnType<typeof adasFeed>;
beforeEach(async () => {
  web = await openWebWorld(worlds);
  ada = adasFeed(web);
});
afterEach(() => web.close());

describe('a hub that a linked profile’s feed names', () => {
  it('is asked to tell, with a secret of this feed’s own, at an address that nobody can guess', async () => {
    await ada.asked();
    expect(web.hub.asked).toMatchObject([{ mode: 'subscribe', topic: TOPIC, lease: 864_000 }]);
    const { callback, secret } = web.hub.latest();
    expect(callback).toMatch(
      new RegExp(`^${web.app.url}/webhooks/website/${web.w.installation}/[\\w-]{43}$`),
    );
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(callback).not.toContain(secret);
    await ada.round();
    expect(web.hub.asked).toHaveLength(1);
  });

  it('is not asked where the outside cannot reach Kith, nor for a profile that is nobody’s', async () => {
    web.reached.at = undefined;
    await ada.asked();
    expect(web.hub.asked).toEqual([]);
    const w = web.w;
    await w.inside((v) => v.links.derive(ContactId.parse('1'), []));
    web.reached.at = web.app.url;
    await ada.round();
    expect(web.hub.asked).toEqual([]);
  });

  it('is told a secret over an encrypted line only: another is not asked, and the feed is read as ever', async () => {
    await ada.asked(feed([1, 'One']).replace('https://hub.example/', 'http://hub.example/'));
    expect(web.hub.asked).toEqual([]);
    expect(await ada.said()).toEqual(['One']);
  });

  it('is found in the Link header first, which also names the feed', async () => {
    const links = '<https://other.example/hub>; rel=hub, <https://ada.example/all>; rel="self"';
    await ada.asked(feed([1, 'One']), { link: links });
    expect(await ada.kept()).toMatchObject({
      hub: 'https://other.example/hub',
      topic: 'https://ada.example/all',
    });
  });

  it.each([
    ['answers an error', { answers: 500 }, 'The hub answered 500.'],
    ['refuses', { answers: 403 }, 'The hub answered 403.'],
    [
      'makes another question of it',
      { answers: 302, location: 'https://elsewhere.example/' },
      'The hub answered 302, a redirect.',
    ],
    ['sends nowhere', { answers: 307, location: 'https://' }, 'The hub answered 307, a redirect.'],
    [
      'sends over an open line',
      { answers: 308, location: 'http://elsewhere.example/' },
      'The hub is not reached over an encrypted line.',
    ],
    [
      'sends into the office',
      { answers: 307, location: 'https://10.0.0.8/hub' },
      'The hub was not asked, because the address is not safe to open.',
    ],
    ['hangs', { answers: 'hang' }, 'The hub is not answering.'],
  ] as const)('and %s is remembered with that; the feed is read as ever', async (_, manners, says) => {
    Object.assign(web.hub.manners, manners);
    await ada.asked();
    expect(await ada.kept()).toMatchObject({ says });
    expect(web.hub.asked).toHaveLength(1);
    expect(await ada.said()).toEqual(['One']);
    await ada.round();
    expect(web.hub.asked).toHaveLength(1);
    web.hub.manners.answers = 202;
    web.w.pass(DAY);
    await ada.round();
    expect(web.hub.asked).toHaveLength(2);
    expect(await web.hub.verify()).toMatchObject({ echoed: true });
  });
});

describe('a hub that has moved', () => {
  it.each([
    ['for now', 307],
    ['for good', 308],
  ])('%s says where to, and is asked there, for the same', async (_, answers) => {
    web.hub.manners.moves = (host) =>
      host === 'hub.example' ? { answers, location: 'https://new.example/hub?of=ada' } : undefined;
    await ada.asked();
    expect(web.hub.hosts).toEqual(['hub.example', 'new.example']);
    const [first, second] = web.hub.asked;
    expect(second).toEqual(first);
    expect(await web.hub.verify()).toMatchObject({ echoed: true });
    expect((await ada.kept())?.says).toBeUndefined();
    web.w.pass(2 * HOUR);
    await web.hub.deliver(feed([1, 'One'], [2, 'Two']));
    expect(await ada.takenIn()).toEqual(['One', 'Two']);
  });

  it('again and again is left after three moves', async () => {
    let moves = 0;
    web.hub.manners.moves = () => ({ answers: 307, location: `https://hub-${(moves += 1)}.example/` });
    await ada.asked();
    expect(web.hub.hosts).toHaveLength(4);
    expect(await ada.kept()).toMatchObject({ says: 'The hub sends from one hub to the next.' });
  });
});

describe('a hub’s verification', () => {
  it('is answered only for what was asked of it: this feed, this way, at this address, and not long ago', async () => {
    await ada.asked();
    const { callback } = web.hub.latest();
    const lies = [
      { 'hub.topic': 'https://ada.example/other' },
      { 'hub.topic': '' },
      { 'hub.mode': 'unsubscribe' },
      { 'hub.mode': 'publish' },
      { 'hub.challenge': '' },
    ];
    for (const lie of lies)
      expect(await web.hub.verify(web.hub.latest(), lie), JSON.stringify(lie)).toMatchObject({ status: 404 });
    const elsewhere = { ...web.hub.latest(), callback: `${callback}x` };
    expect(await web.hub.verify(elsewhere)).toMatchObject({ status: 404, echoed: false });
    web.w.pass(DAY + 1);
    expect(await web.hub.verify()).toMatchObject({ status: 404 });
    expect((await ada.kept())?.heldUntil).toBeUndefined();
  });

  it('is answered again when the hub lost the answer, and adds nothing to its lease', async () => {
    await ada.asked();
    await web.hub.verify();
    const until = (await ada.kept())?.heldUntil;
    web.w.pass(60);
    expect(await web.hub.verify()).toMatchObject({ echoed: true });
    expect((await ada.kept())?.heldUntil).toEqual(until);
    web.w.pass(HOUR);
    expect(await web.hub.verify()).toMatchObject({ status: 404 });
  });

  it('that denies says why, and nothing is taken from it any more', async () => {
    await ada.held();
    await web.hub.deny('not allowed\u0000 here');
    expect(await ada.kept()).toMatchObject({ says: 'The hub denied it: not allowed here' });
    expect(await web.hub.deliver(feed([2, 'Two']))).toBe(410);
    expect((await web.hub.deny('x', { ...web.hub.latest(), topic: 'https://other.example/' })).status).toBe(
      404,
    );
  });
});

describe('what a hub delivers', () => {
  it('stands on the record at once, and once: reading the feed afterwards finds the same posts', async () => {
    await ada.held();
    const both = feed([1, 'One'], [2, 'Two']);
    expect(await web.hub.deliver(both)).toBe(204);
    expect(await ada.takenIn()).toEqual(['One', 'Two']);
    expect((await web.w.record('1'))?.conversations).toHaveLength(2);
    expect((await ada.kept())?.lastDelivery).toEqual(web.w.now());
    web.sites.has('ada.example/feed', both);
    web.w.pass(DAY);
    await ada.round();
    expect(await ada.said()).toEqual(['One', 'Two']);
  });

  it('that the feed does not say any more is gone when it is read again', async () => {
    await ada.held();
    await web.hub.deliver(feed([1, 'One'], [2, 'Two']));
    await ada.takenIn();
    web.w.pass(DAY);
    await ada.round();
    expect(await ada.said()).toEqual(['One']);
  });

  it('is one delivery however often it is sent, and an older one never replaces a newer', async () => {
    await ada.held();
    const [older, newer] = [feed([1, 'Older', 10]), feed([1, 'Newer', 20])];
    for (const body of [newer, older, newer]) {
      expect(await web.hub.deliver(body)).toBe(204);
      expect(await ada.takenIn()).toEqual(['Newer']);
      web.w.pass(60);
    }
    expect(await web.w.rows('delivery')).toHaveLength(2);
  });

  it.each(['sha1', 'sha256', 'sha384', 'sha512'] as const)('may be signed with %s', async (method) => {
    await ada.held();
    web.hub.manners.method = method;
    expect(await web.hub.deliver(feed([2, 'Two']))).toBe(204);
  });

  it('and is not signed with its own secret is refused and not kept', async () => {
    await ada.held();
    const body = feed([2, 'Two']);
    for (const signature of ['', 'sha256=', `md5=${'0'.repeat(32)}`, `sha256=${'0'.repeat(64)}`])
      expect(await web.hub.deliver(body, web.hub.latest(), { 'x-hub-signature': signature })).toBe(401);
    expect(await web.hub.deliver(body, { ...web.hub.latest(), secret: 'another' })).toBe(401);
    expect(await web.w.rows('delivery')).toEqual([]);
  });

  it('in another charset is read in it', async () => {
    await ada.held();
    const body = Buffer.from(feed([2, 'Größe']), 'latin1');
    const type = { 'content-type': 'application/atom+xml; charset=iso-8859-1' };
    expect(await web.hub.deliver(body, web.hub.latest(), type)).toBe(204);
    expect(await ada.takenIn()).toEqual(['Größe', 'One']);
  });

  it('says nothing of anybody else: what another wrote into it is not hers', async () => {
    await ada.held();
    const guest = '<author><name>Charles Babbage</name></author></entry>';
    await web.hub.deliver(feed([2, 'Two']).replace('</entry>', guest));
    expect(await ada.takenIn()).toEqual(['One']);
  });

  it('and is no feed is kept as failed, and holds up no other', async () => {
    await ada.held();
    await web.hub.deliver('<html>Sorry</html>');
    await web.hub.deliver(feed([2, 'Two']));
    expect(await ada.takenIn()).toEqual(['One', 'Two']);
    const states = (await web.w.inside((v) => v.deliveries.list({ limit: 9 }))).map(({ status }) => status);
    expect(states.toSorted()).toEqual(['done', 'failed']);
  });

  it('before it was verified, or after its lease, is told that nobody wants it', async () => {
    await ada.asked();
    expect(await web.hub.deliver(feed([2, 'Two']))).toBe(410);
    await web.hub.verify();
    web.w.pass(10 * DAY);
    expect(await web.hub.deliver(feed([2, 'Two']))).toBe(410);
    expect(await ada.takenIn()).toEqual(['One']);
  });
});
