import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account, openWorlds } from '../../tests/support/world.ts';
import type { World } from '../../tests/support/world.ts';
import type { Budget } from '../core/governance/budget.ts';
import type { Costs } from '../core/governance/costs.ts';
import { DEFAULTS } from '../core/governance/settings.ts';
import { Failure } from '../core/failure.ts';
import { ContactId, NetworkId, PostId } from '../core/ids.ts';
import type { Post } from '../core/post.ts';
import type { Network } from '../ports/network.ts';
import { changeSettings } from './settings.ts';
import { paidNetworks } from './spend.ts';

let worlds: Awaited<ReturnType<typeof openWorlds>>;
beforeAll(async () => {
  worlds = await openWorlds();
});
afterAll(() => worlds.close());

const BLUESKY = NetworkId.parse('bluesky');
const COSTS: Costs = {
  ...{ profile: 0.01, post: 0.005, name: 0.01 },
  charged: 'for what is found',
  source: 'https://paid.example/prices',
};
const hers = account('bluesky', 'did:7', { handle: 'ada.example', name: 'Ada Quist' });
const ada = { id: '1', name: 'Ada Quist', handles: ['bluesky:ada.example'] };
const said: Post = {
  ...{ network: BLUESKY, id: PostId.parse('at://1'), profile: hers.id, kind: 'post', counts: {} },
  ...{ url: 'https://bsky.example/1', text: 'I love release 1', conversation: PostId.parse('at://1') },
  ...{ publishedAt: new Date(Date.UTC(2026, 3, 1)), provenance: hers.provenance },
};

/** An account whose admin lets Bluesky, which charges here, cost so much. */
async function charged(budget: Budget | undefined, costs = COSTS): Promise<World> {
  const w = worlds.charged('bluesky', costs);
  w.has(hers);
  w.says(hers, [said]);
  await allow(w, budget);
  return w;
}
const allow = (w: World, budget: Budget | undefined) =>
  w.inside((rows) =>
    rows.governance.change({ ...DEFAULTS, budgets: budget ? { [BLUESKY]: budget } : {} }, {}, 'ada', w.now()),
  );
const spent = async (w: World, month = '2026-05') => {
  const [one] = await w.inside((rows) => rows.spending.in(month));
  return one && { asked: one.asked, dollars: one.micros / 1e6 };
};
const trouble = async (w: World) =>
  (await w.record('1'))?.freshness.find(({ block }) => block === BLUESKY)?.trouble;
/** Bluesky as this account may ask it, answering as told. */
const paid = (w: World, answers: Partial<Network>): Network => {
  const network = { profile: () => Promise.resolve(undefined), ...answers };
  const all = paidNetworks(w.installation, { ...w.deps, networks: new Map([[BLUESKY, network]]) });
  return all.get(BLUESKY) ?? network;
};

describe('a budget', () => {
  it.each([
    ['charges nothing', 'github', 'This network charges nothing: it needs no budget.'],
    ['nobody knows', 'penpal', 'Kith knows no network of this name.'],
  ])('is not kept for a network that %s', async (_, id, says) => {
    const w = worlds.world();
    const offered = [{ id: 'github', title: 'GitHub' }];
    const wanted = { ...DEFAULTS, budgets: { [id]: { dollarsAMonth: 5 } } };
    const admin = { ...w.deps, pause: () => new Promise<void>(() => undefined), offered };
    expect(await changeSettings(w.installation, wanted, 'ada', admin)).toEqual([{ field: id, says }]);
    expect((await w.inside((rows) => rows.governance.read())).settings.budgets).toEqual({});
  });
});

describe('a network that charges', () => {
  it('is not asked until an admin says how much it may cost, and the record says so', async () => {
    const w = await charged(undefined);
    await w.save(ada);
    await w.work();
    expect((await w.record('1'))?.profiles).toEqual([]);
    expect(await spent(w)).toBeUndefined();
    expect(await trouble(w)).toContain('is not asked until the settings say what it may cost in a month');
  });

  it('is asked within its budget, and what was asked and spent is counted', async () => {
    const w = await charged({ dollarsAMonth: 1 });
    await w.save(ada);
    await w.work();
    expect((await w.record('1'))?.conversations).toHaveLength(1);
    const counted = await spent(w);
    expect(counted?.asked).toBeGreaterThan(1);
    // One post, and the profile as often as it was read.
    expect(((counted?.dollars ?? 0) - 0.005) % 0.01).toBeCloseTo(0);
  });

  it('is not asked what its budget does not last for, the record says so, and what is known stays', async () => {
    const w = await charged({ dollarsAMonth: 1 });
    await w.save(ada);
    await w.work();
    await allow(w, { dollarsAMonth: 0.01 });
    const before = await spent(w);
    w.pass(3_600);
    await w.resolve('1');
    await w.work();
    expect(await spent(w)).toEqual(before);
    const record = await w.record('1');
    expect(record?.profiles.map(({ id }) => id)).toEqual(['did:7']);
    expect(await trouble(w)).toContain(
      'is not asked any more this month, because what it may cost is used up',
    );
  });

  it('is asked again in the next month', async () => {
    const w = await charged({ dollarsAMonth: 0.02 });
    const network = paid(w, { profile: () => Promise.resolve(hers) });
    const ask = () => network.profile({ handle: 'ada.example' });
    await ask();
    await ask();
    await expect(ask()).rejects.toMatchObject({ kind: 'over budget' });
    w.pass(31 * 86_400);
    expect(await ask()).toEqual(hers);
    expect(await spent(w, '2026-06')).toEqual({ asked: 1, dollars: 0.01 });
  });

  it('costs no cent more than its budget, however many ask at once', async () => {
    const w = await charged({ dollarsAMonth: 0.07 });
    let put = 0;
    const network = paid(w, { profile: () => Promise.resolve((put++, hers)) });
    const asked = await Promise.allSettled(
      Array.from({ length: 30 }, () => network.profile({ handle: 'ada.example' })),
    );
    expect(put).toBe(7);
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(7);
    expect(await spent(w)).toEqual({ asked: 7, dollars: 0.07 });
  });

  it('costs what it found: the rest of what was set aside is given back', async () => {
    const w = await charged({ dollarsAMonth: 1 });
    await paid(w, { posts: () => Promise.resolve([said]) }).posts?.(hers, { limit: 100 });
    expect(await spent(w)).toEqual({ asked: 1, dollars: 0.005 });
    await paid(w, {}).profile({ handle: 'nobody.example' });
    expect(await spent(w)).toEqual({ asked: 2, dollars: 0.005 });
  });

  it('is listened to within the same budget', async () => {
    const w = await charged({ dollarsAMonth: 0.05 });
    const network = paid(w, { mentions: () => Promise.resolve([{ post: said, by: hers }]) });
    const ask = (limit: number) => network.mentions?.({ kind: 'tag', tag: 'looms' }, { limit });
    await ask(10);
    expect(await spent(w)).toEqual({ asked: 1, dollars: 0.005 });
    await expect(ask(10)).rejects.toMatchObject({ kind: 'over budget' });
  });

  it('costs the same for nobody where the network says so', async () => {
    const w = await charged({ dollarsAMonth: 1 }, { ...COSTS, charged: 'also for nobody' });
    await paid(w, {}).profile({ handle: 'nobody.example' });
    expect(await spent(w)).toEqual({ asked: 1, dollars: 0.01 });
  });

  it.each([
    ['forbidden', 0],
    ['rate-limited', 0],
    ['unavailable', 0.01],
    ['malformed', 0.01],
  ] as const)('that answers “%s” costs $%d: what may have been charged counts', async (kind, dollars) => {
    const w = await charged({ dollarsAMonth: 1 });
    const fails = paid(w, { profile: () => Promise.reject(new Failure(kind, 'the other side')) });
    await expect(fails.profile({ handle: 'ada.example' })).rejects.toMatchObject({ kind });
    expect(await spent(w)).toEqual({ asked: 1, dollars });
  });

  it('and asks for consent is off until an admin also says how people are asked for it', async () => {
    const w = worlds.charged('bluesky', COSTS, { needsConsent: true, clause: 'Ask before you match.' });
    w.has(hers);
    await allow(w, { dollarsAMonth: 1 });
    await w.inside((rows) =>
      rows.consents.keep({
        ...{ contact: ContactId.parse('1'), network: BLUESKY, at: w.now() },
        ...{ by: 'rep 7', says: 'Look me up.' },
      }),
    );
    await w.save(ada);
    await w.work();
    expect(await trouble(w)).toContain('until the settings say how people are asked for their consent: Ask');
    await allow(w, { dollarsAMonth: 1, consentRule: 'The order form asks each customer.' });
    await w.resolve('1');
    await w.work();
    expect((await w.record('1'))?.profiles.map(({ id }) => id)).toEqual(['did:7']);
    expect(await trouble(w)).toBeUndefined();
  });
});
