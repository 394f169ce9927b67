import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { adasFeed, DAY, feed, HERS, HOUR, TOPIC, WEBSITE } from '../../tests/support/adas-feed.ts';
import { openWebWorld } from '../../tests/support/web-world.ts';
import type { WebWorld } from '../../tests/support/web-world.ts';
import { openWorlds } from '../../tests/support/world.ts';
import { DEFAULTS } from '../core/governance/settings.ts';
import { settleSubscriptions } from './subscriptions.ts';
import { changeSettings } from './settings.ts';
import { end } from './uninstall.ts';

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

describe('a subscription', () => {
  it('is renewed before its lease ends, and the hub is not asked again before', async () => {
    await ada.held();
    web.w.pass(6 * DAY);
    await ada.round();
    expect(web.hub.asked).toHaveLength(1);
    web.w.pass(2 * DAY);
    await ada.round();
    expect(web.hub.asked).toHaveLength(2);
    expect(web.hub.asked[1]).toEqual(web.hub.asked[0]);
    // Until the hub has verified it anew, the old lease lasts.
    expect(await web.hub.deliver(feed([2, 'Two']))).toBe(204);
    await web.hub.verify();
    expect((await ada.kept())?.heldUntil).toEqual(new Date(web.w.now().getTime() + 10 * DAY * 1000));
  });

  it('of a hub that gives short leases is renewed with every look', async () => {
    web.hub.manners.leaseSeconds = 90 * 60;
    await ada.asked();
    await web.hub.verify();
    web.w.pass(HOUR);
    await ada.round();
    expect(web.hub.asked).toHaveLength(2);
  });

  it('ends when the link goes: the hub is left, and forgotten once it has verified that', async () => {
    await ada.held();
    const [link] = await web.w.links('1');
    const profile = await web.w.inside((v) => v.profiles.find(HERS));
    if (!link || !profile) throw new Error('Ada is not linked');
    await web.w.say('1', profile, 'rejected');
    await web.w.work();
    await ada.round();
    expect(web.hub.latest()).toMatchObject({ mode: 'unsubscribe', topic: TOPIC });
    expect(await web.hub.deliver(feed([2, 'Two']), web.hub.asked[0])).toBe(410);
    expect(await web.hub.verify(web.hub.asked[0])).toMatchObject({ status: 404 });
    expect(await web.hub.verify()).toMatchObject({ echoed: true });
    web.w.pass(HOUR);
    await ada.round();
    expect(await web.w.rows('subscription')).toEqual([]);
    expect(await web.w.rows('secret')).toEqual([]);
  });

  it('ends at once when an admin switches the network off', async () => {
    await ada.held();
    const settings = { ...DEFAULTS, off: [WEBSITE] };
    const offered = [{ id: 'website', title: 'Website' }];
    const deps = { ...web.w.deps, offered, pause: async () => undefined };
    await changeSettings(web.w.installation, settings, 'ada', deps);
    await web.w.work();
    expect(web.hub.latest()).toMatchObject({ mode: 'unsubscribe' });
  });

  it('ends when Kith is uninstalled, and the hub that asks whether that is meant hears yes', async () => {
    await ada.held();
    await end(web.w.installation, web.w.deps);
    await web.w.workAsItStands();
    expect(web.hub.latest()).toMatchObject({ mode: 'unsubscribe' });
    web.w.pass(5);
    expect(await web.hub.verify()).toMatchObject({ echoed: true });
    expect(await web.hub.deliver(feed([2, 'Two']), web.hub.asked[0])).toBe(410);
  });

  it('moves when the page names another hub', async () => {
    await ada.held();
    web.sites.has('ada.example/feed', feed([1, 'One']).replace('hub.example', 'new.example'));
    web.w.pass(8 * DAY);
    await ada.round();
    const modes = web.hub.asked.map(({ mode }) => mode);
    expect(modes).toEqual(['subscribe', 'unsubscribe', 'subscribe']);
  });

  it('stays while the page does not answer', async () => {
    await ada.held();
    web.sites.has('ada.example/', { status: 503 });
    web.w.pass(7 * DAY);
    await web.w.inside((v) => settleSubscriptions(v));
    await web.w.work();
    expect(web.hub.asked.every(({ mode }) => mode === 'subscribe')).toBe(true);
    expect(await web.w.rows('subscription')).toHaveLength(1);
  });
});
