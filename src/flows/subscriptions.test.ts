import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openWebWorld } from '../../tests/support/web-world.ts';
import type { WebWorld } from '../../tests/support/web-world.ts';
import { openWorlds } from '../../tests/support/world.ts';
import { DEFAULTS } from '../core/governance/settings.ts';
import { ContactId, NetworkId, ProfileId } from '../core/ids.ts';
import { settleSubscriptions } from './subscriptions.ts';
import { changeSettings } from './settings.ts';
import { tend } from './tend.ts';
import { end } from './uninstall.ts';

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

const HOUR = 3_600;
const DAY = 24 * HOUR;
const WEBSITE = NetworkId.parse('website');
const HERS = { network: WEBSITE, id: ProfileId.parse('https://ada.example') };
const PAGE = `<link rel="alternate" type="application/atom+xml" href="/feed">
  <a class="h-card" rel="me" href="https://ada.example/">Ada Quist</a>`;
const TOPIC = 'https://ada.example/feed';

/** Ada's feed; each entry is its number, what it says, and the minute in which it was last changed. */
function feed(...entries: readonly (readonly [n: number, says: string, minute?: number])[]): string {
  const written = entries.map(
    ([n, says, minute = 0]) =>
      `<entry><id>tag:ada.example,2026:${n}</id><title>${says}</title><link href="https://ada.example/${n}"/>
       <published>2026-04-${10 + n}T12:00:00Z</published>
       <updated>${new Date(Date.UTC(2026, 4, 1, 1, minute)).toISOString()}</updated></entry>`,
  );
  return `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><link rel="hub" href="https://hub.example/"/>
    <link rel="self" href="${TOPIC}"/><link href="https://ada.example/"/><author><name>Ada Quist</name></author>
    ${written.join('')}</feed>`;
}

const round = async () => {
  await tend(web.w.installation, web.w.deps);
  await web.w.work();
};
/** Ada is linked to her page, whose feed names the hub; the hub was asked to tell. */
async function asked(first = feed([1, 'One'])): Promise<void> {
  web.sites.has('ada.example/', PAGE);
  web.sites.has('ada.example/feed', first);
  await web.w.save({ id: '1', name: 'Ada Quist', handles: ['website:ada.example'] });
  await web.w.work();
  await round();
}
async function held(first?: string): Promise<void> {
  await asked(first);
  expect(await web.hub.verify()).toEqual({ status: 200, echoed: true });
  // What is delivered was changed after it was read.
  web.w.pass(2 * HOUR);
}
const said = async () => (await web.w.inside((v) => v.posts.of(HERS, 10))).map(({ text }) => text).toSorted();
const kept = async () => (await web.w.inside((v) => v.subscriptions.of(HERS)))[0];
const takenIn = async () => {
  await web.w.work();
  return said();
};

describe('a hub that a linked profile’s feed names', () => {
  it('is asked to tell, with a secret of this feed’s own, at an address that nobody can guess', async () => {
    await asked();
    expect(web.hub.asked).toMatchObject([{ mode: 'subscribe', topic: TOPIC, lease: 864_000 }]);
    const { callback, secret } = web.hub.latest();
    expect(callback).toMatch(
      new RegExp(`^${web.app.url}/webhooks/website/${web.w.installation}/[\\w-]{43}$`),
    );
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(callback).not.toContain(secret);
    await round();
    expect(web.hub.asked).toHaveLength(1);
  });

  it('is not asked where the outside cannot reach Kith, nor for a profile that is nobody’s', async () => {
    web.reached.at = undefined;
    await asked();
    expect(web.hub.asked).toEqual([]);
    const w = web.w;
    await w.inside((v) => v.links.derive(ContactId.parse('1'), []));
    web.reached.at = web.app.url;
    await round();
    expect(web.hub.asked).toEqual([]);
  });

  it('is told a secret over an encrypted line only: another is not asked, and the feed is read as ever', async () => {
    await asked(feed([1, 'One']).replace('https://hub.example/', 'http://hub.example/'));
    expect(web.hub.asked).toEqual([]);
    expect(await said()).toEqual(['One']);
  });

  it('is found in the Link header first, which also names the feed', async () => {
    web.sites.has('ada.example/feed', '');
    const links = '<https://other.example/hub>; rel=hub, <https://ada.example/all>; rel="self"';
    web.sites.has('ada.example/', PAGE);
    web.sites.has('ada.example/feed', { body: feed([1, 'One']), headers: { link: links } });
    await web.w.save({ id: '1', name: 'Ada Quist', handles: ['website:ada.example'] });
    await web.w.work();
    await round();
    expect(await kept()).toMatchObject({
      hub: 'https://other.example/hub',
      topic: 'https://ada.example/all',
    });
  });

  it.each([
    ['answers an error', { answers: 500 }, 'The hub answered 500.'],
    ['refuses', { answers: 403 }, 'The hub answered 403.'],
    [
      'sends elsewhere',
      { answers: 307, location: 'https://elsewhere.example/' },
      'The hub answered 307, a redirect.',
    ],
    ['hangs', { answers: 'hang' }, 'The hub is not answering.'],
  ] as const)('and %s is remembered with that; the feed is read as ever', async (_, manners, says) => {
    Object.assign(web.hub.manners, manners);
    await asked();
    expect(await kept()).toMatchObject({ says });
    expect(web.hub.asked).toHaveLength(1);
    expect(await said()).toEqual(['One']);
    await round();
    expect(web.hub.asked).toHaveLength(1);
    web.hub.manners.answers = 202;
    web.w.pass(DAY);
    await round();
    expect(web.hub.asked).toHaveLength(2);
    expect(await web.hub.verify()).toMatchObject({ echoed: true });
  });
});

describe('a hub’s verification', () => {
  it('is answered only for what was asked of it: this feed, this way, at this address, and not long ago', async () => {
    await asked();
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
    expect((await kept())?.heldUntil).toBeUndefined();
  });

  it('is answered again when the hub lost the answer, and adds nothing to its lease', async () => {
    await asked();
    await web.hub.verify();
    const until = (await kept())?.heldUntil;
    web.w.pass(60);
    expect(await web.hub.verify()).toMatchObject({ echoed: true });
    expect((await kept())?.heldUntil).toEqual(until);
    web.w.pass(HOUR);
    expect(await web.hub.verify()).toMatchObject({ status: 404 });
  });

  it('that denies says why, and nothing is taken from it any more', async () => {
    await held();
    await web.hub.deny('not allowed\u0000 here');
    expect(await kept()).toMatchObject({ says: 'The hub denied it: not allowed here' });
    expect(await web.hub.deliver(feed([2, 'Two']))).toBe(410);
    expect((await web.hub.deny('x', { ...web.hub.latest(), topic: 'https://other.example/' })).status).toBe(
      404,
    );
  });
});

describe('what a hub delivers', () => {
  it('stands on the record at once, and once: reading the feed afterwards finds the same posts', async () => {
    await held();
    const both = feed([1, 'One'], [2, 'Two']);
    expect(await web.hub.deliver(both)).toBe(204);
    expect(await takenIn()).toEqual(['One', 'Two']);
    expect((await web.w.record('1'))?.conversations).toHaveLength(2);
    expect((await kept())?.lastDelivery).toEqual(web.w.now());
    web.sites.has('ada.example/feed', both);
    web.w.pass(DAY);
    await round();
    expect(await said()).toEqual(['One', 'Two']);
  });

  it('that the feed does not say any more is gone when it is read again', async () => {
    await held();
    await web.hub.deliver(feed([1, 'One'], [2, 'Two']));
    await takenIn();
    web.w.pass(DAY);
    await round();
    expect(await said()).toEqual(['One']);
  });

  it('is one delivery however often it is sent, and an older one never replaces a newer', async () => {
    await held();
    const [older, newer] = [feed([1, 'Older', 10]), feed([1, 'Newer', 20])];
    for (const body of [newer, older, newer]) expect(await web.hub.deliver(body)).toBe(204);
    expect(await takenIn()).toEqual(['Newer']);
    expect(await web.w.rows('delivery')).toHaveLength(2);
  });

  it.each(['sha1', 'sha256', 'sha384', 'sha512'] as const)('may be signed with %s', async (method) => {
    await held();
    web.hub.manners.method = method;
    expect(await web.hub.deliver(feed([2, 'Two']))).toBe(204);
  });

  it('and is not signed with its own secret is refused and not kept', async () => {
    await held();
    const body = feed([2, 'Two']);
    for (const signature of ['', 'sha256=', `md5=${'0'.repeat(32)}`, `sha256=${'0'.repeat(64)}`])
      expect(await web.hub.deliver(body, web.hub.latest(), { 'x-hub-signature': signature })).toBe(401);
    expect(await web.hub.deliver(body, { ...web.hub.latest(), secret: 'another' })).toBe(401);
    expect(await web.w.rows('delivery')).toEqual([]);
  });

  it('in another charset is read in it', async () => {
    await held();
    const body = Buffer.from(feed([2, 'Größe']), 'latin1');
    const type = { 'content-type': 'application/atom+xml; charset=iso-8859-1' };
    expect(await web.hub.deliver(body, web.hub.latest(), type)).toBe(204);
    expect(await takenIn()).toEqual(['Größe', 'One']);
  });

  it('says nothing of anybody else: what another wrote into it is not hers', async () => {
    await held();
    const guest = '<author><name>Charles Babbage</name></author></entry>';
    await web.hub.deliver(feed([2, 'Two']).replace('</entry>', guest));
    expect(await takenIn()).toEqual(['One']);
  });

  it('and is no feed is kept as failed, and holds up no other', async () => {
    await held();
    await web.hub.deliver('<html>Sorry</html>');
    await web.hub.deliver(feed([2, 'Two']));
    expect(await takenIn()).toEqual(['One', 'Two']);
    const states = (await web.w.inside((v) => v.deliveries.list({ limit: 9 }))).map(({ status }) => status);
    expect(states.toSorted()).toEqual(['done', 'failed']);
  });

  it('before it was verified, or after its lease, is told that nobody wants it', async () => {
    await asked();
    expect(await web.hub.deliver(feed([2, 'Two']))).toBe(410);
    await web.hub.verify();
    web.w.pass(10 * DAY);
    expect(await web.hub.deliver(feed([2, 'Two']))).toBe(410);
    expect(await takenIn()).toEqual(['One']);
  });
});

describe('a subscription', () => {
  it('is renewed before its lease ends, and the hub is not asked again before', async () => {
    await held();
    web.w.pass(6 * DAY);
    await round();
    expect(web.hub.asked).toHaveLength(1);
    web.w.pass(2 * DAY);
    await round();
    expect(web.hub.asked).toHaveLength(2);
    expect(web.hub.asked[1]).toEqual(web.hub.asked[0]);
    // Until the hub has verified it anew, the old lease lasts.
    expect(await web.hub.deliver(feed([2, 'Two']))).toBe(204);
    await web.hub.verify();
    expect((await kept())?.heldUntil).toEqual(new Date(web.w.now().getTime() + 10 * DAY * 1000));
  });

  it('of a hub that gives short leases is renewed with every look', async () => {
    web.hub.manners.leaseSeconds = 90 * 60;
    await asked();
    await web.hub.verify();
    web.w.pass(HOUR);
    await round();
    expect(web.hub.asked).toHaveLength(2);
  });

  it('ends when the link goes: the hub is left, and forgotten once it has verified that', async () => {
    await held();
    const [link] = await web.w.links('1');
    const profile = await web.w.inside((v) => v.profiles.find(HERS));
    if (!link || !profile) throw new Error('Ada is not linked');
    await web.w.say('1', profile, 'rejected');
    await web.w.work();
    await round();
    expect(web.hub.latest()).toMatchObject({ mode: 'unsubscribe', topic: TOPIC });
    expect(await web.hub.deliver(feed([2, 'Two']), web.hub.asked[0])).toBe(410);
    expect(await web.hub.verify(web.hub.asked[0])).toMatchObject({ status: 404 });
    expect(await web.hub.verify()).toMatchObject({ echoed: true });
    web.w.pass(HOUR);
    await round();
    expect(await web.w.rows('subscription')).toEqual([]);
    expect(await web.w.rows('secret')).toEqual([]);
  });

  it('ends at once when an admin switches the network off', async () => {
    await held();
    const settings = { ...DEFAULTS, off: [WEBSITE] };
    const offered = [{ id: 'website', title: 'Website' }];
    const deps = { ...web.w.deps, offered, pause: async () => undefined };
    await changeSettings(web.w.installation, settings, 'ada', deps);
    await web.w.work();
    expect(web.hub.latest()).toMatchObject({ mode: 'unsubscribe' });
  });

  it('ends when Kith is uninstalled, and the hub that asks whether that is meant hears yes', async () => {
    await held();
    await end(web.w.installation, web.w.deps);
    await web.w.workAsItStands();
    expect(web.hub.latest()).toMatchObject({ mode: 'unsubscribe' });
    web.w.pass(5);
    expect(await web.hub.verify()).toMatchObject({ echoed: true });
    expect(await web.hub.deliver(feed([2, 'Two']), web.hub.asked[0])).toBe(410);
  });

  it('moves when the page names another hub', async () => {
    await held();
    web.sites.has('ada.example/feed', feed([1, 'One']).replace('hub.example', 'new.example'));
    web.w.pass(8 * DAY);
    await round();
    const modes = web.hub.asked.map(({ mode }) => mode);
    expect(modes).toEqual(['subscribe', 'unsubscribe', 'subscribe']);
  });

  it('stays while the page does not answer', async () => {
    await held();
    web.sites.has('ada.example/', { status: 503 });
    web.w.pass(7 * DAY);
    await web.w.inside((v) => settleSubscriptions(v));
    await web.w.work();
    expect(web.hub.asked.every(({ mode }) => mode === 'subscribe')).toBe(true);
    expect(await web.w.rows('subscription')).toHaveLength(1);
  });
});
