import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account, openWorlds } from '../../tests/support/world.ts';
import type { World } from '../../tests/support/world.ts';
import type { HeardType } from '../core/outgoing/event.ts';
import { deliver } from './deliver.ts';
import { openEndpoints } from './endpoints.ts';
import { erase } from './act.ts';
import { ContactId } from '../core/ids.ts';

let worlds: Awaited<ReturnType<typeof openWorlds>>;
beforeAll(async () => {
  worlds = await openWorlds();
});
afterAll(() => worlds.close());

const HOUR = 3_600;
const ada = (employer: string) =>
  account('bluesky', 'ada', { name: 'Ada Byron', employer, states: [], emails: ['ada@acme.example'] });

/** An installation with an endpoint, and Ada, whose profile is linked. */
async function told(hears: readonly HeardType[] = ['signal.opened', 'signal.done']) {
  const w = worlds.world();
  const endpoints = openEndpoints(w.deps);
  const made = await endpoints.make(w.installation, { url: 'https://hooks.example/a', hears: [...hears] });
  if ('refused' in made) throw new Error(made.refused);
  const { endpoint, secret } = made;
  w.has(ada('Acme'));
  await w.save({ id: '1', name: 'Ada Byron', company: 'Acme', emails: ['ada@acme.example'] });
  await w.work();
  await w.say('1', ada('Acme'), 'confirmed');
  await w.work();
  return {
    ...{ w, endpoints, secret, endpoint: endpoint.id },
    log: () => endpoints.log(w.installation, endpoint.id, 50),
    standing: async () => (await endpoints.list(w.installation))[0],
    ping: () => endpoints.ping(w.installation, endpoint.id),
    bodies: () => w.receivers.got.map(({ body }) => JSON.parse(body)),
  };
}

/** Ada changes jobs, and Kith sees it. */
async function changeJobs(w: World, to: string): Promise<void> {
  w.pass(HOUR);
  w.has(ada(to));
  await w.resolve('1');
  await w.work();
}

/** The attempt that is due, at its time. */
async function attempt({ w, log }: Awaited<ReturnType<typeof told>>): Promise<void> {
  const [line] = await log();
  if (!line) throw new Error('nothing was sent');
  w.pass(Math.max(0, ((line.nextAt ?? w.now()).getTime() - w.now().getTime()) / 1000));
  await deliver({ installation: w.installation, sending: line.id, made: line.attempts }, w.deps);
}

describe('an endpoint', () => {
  it('is told of a signal once, by ids and links, and once more when it is done', async () => {
    const { w, bodies } = await told();
    await changeJobs(w, 'Contoso');
    await w.derive('1');
    await w.work();
    expect(bodies()).toMatchObject([{ type: 'signal.opened', subject: '1' }]);
    expect(JSON.stringify(bodies())).not.toMatch(/Byron|Contoso|acme\.example/);
    await w.save({ id: '1', name: 'Ada Byron', company: 'Contoso', emails: ['ada@acme.example'] });
    await w.work();
    expect(bodies().map(({ type }) => type)).toEqual(['signal.opened', 'signal.done']);
    expect(new Set(w.receivers.got.map(({ id }) => id)).size).toBe(2);
  });

  it('is told of nothing that it does not want to hear, and nothing is kept of it', async () => {
    const { w, log } = await told(['rule.matched']);
    await changeJobs(w, 'Contoso');
    expect([w.receivers.got, await log(), await w.rows('outgoing_event')]).toEqual([[], [], []]);
  });

  it('is told again, under the same id and with the same body, until it takes it', async () => {
    const bed = await told();
    const { w, log, standing } = bed;
    w.receivers.state.answers = () => ({ taken: false, status: 500, says: 'It answered 500.' });
    await bed.ping();
    await w.work();
    expect((await log())[0]).toMatchObject({ status: 'waiting', answered: 500, says: 'It answered 500.' });
    expect((await standing())?.failingSince).toEqual(expect.any(Date));
    w.receivers.state.answers = () => ({ taken: true, status: 200 });
    const made = (await log())[0]?.attempts ?? 0;
    await attempt(bed);
    expect((await log())[0]).toMatchObject({ status: 'taken', attempts: made + 1, answered: 200 });
    expect((await standing())?.failingSince).toBeUndefined();
    expect(new Set(w.receivers.got.map(({ id, body }) => id + body)).size).toBe(1);
  });

  it('that takes nothing is tried ten times over three days, then it is stopped, and says so', async () => {
    const bed = await told();
    const { w, log, standing } = bed;
    w.receivers.state.answers = () => ({ taken: false, says: 'hooks.example is not reachable' });
    const begun = w.now().getTime();
    await bed.ping();
    while (((await log())[0]?.status ?? 'waiting') === 'waiting') await attempt(bed);
    expect((await log())[0]).toMatchObject({ status: 'given up', attempts: 10 });
    expect((w.now().getTime() - begun) / 1000 / HOUR).toBeGreaterThan(75);
    expect((await standing())?.stopped).toBe('failing');
    expect(await bed.ping()).toBe(false);
  });

  it('that answers 410 is stopped at once; resumed, it is told of what is new', async () => {
    const { w, endpoints, endpoint, log, ping, standing } = await told();
    w.receivers.state.answers = () => ({ taken: false, status: 410, says: 'It answered 410.' });
    await ping();
    await w.work();
    expect([(await log())[0]?.status, (await standing())?.stopped]).toEqual(['given up', 'gone']);
    w.receivers.state.answers = () => ({ taken: true, status: 200 });
    await changeJobs(w, 'Contoso');
    expect(w.receivers.got).toHaveLength(1);
    expect(await endpoints.resume(w.installation, endpoint)).toBe(true);
    expect(await ping()).toBe(true);
    await w.work();
    expect(w.receivers.got).toHaveLength(2);
  });

  it('that is stopped by an admin is sent what waited for it once it is resumed', async () => {
    const { w, endpoints, endpoint, ping } = await told();
    await ping();
    await endpoints.stop(w.installation, endpoint);
    await w.work();
    expect(w.receivers.got).toEqual([]);
    await endpoints.resume(w.installation, endpoint);
    await w.work();
    expect(w.receivers.got).toHaveLength(1);
  });

  it('that is resumed is sent at once what was put off for hours, and not a second time at its hour', async () => {
    const { w, endpoints, endpoint, log, ping } = await told();
    w.receivers.state.answers = () => ({ taken: false, status: 500, says: 'It answered 500.' });
    await ping();
    await w.work();
    const [line] = await log();
    const [sending, made] = [line?.id ?? '', line?.attempts ?? 0];
    await endpoints.stop(w.installation, endpoint);
    await endpoints.resume(w.installation, endpoint);
    await w.work();
    expect((await log())[0]).toMatchObject({ status: 'waiting', attempts: made + 1 });
    await deliver({ installation: w.installation, sending, made }, w.deps);
    expect(w.receivers.got).toHaveLength(made + 1);
  });

  it('is sent an event once more when an admin asks, and two at the same attempt count once', async () => {
    const { w, endpoints, endpoint, log, ping } = await told();
    await ping();
    await w.work();
    const [line] = await log();
    const sending = line?.id ?? '';
    expect(await endpoints.sendAgain(w.installation, endpoint, sending)).toBe(true);
    const job = { installation: w.installation, sending, made: 0 };
    await Promise.all([deliver(job, w.deps), deliver(job, w.deps)]);
    expect((await log())[0]).toMatchObject({ status: 'taken', attempts: 1 });
    await w.work();
    expect(new Set(w.receivers.got.map(({ id }) => id)).size).toBe(1);
    expect(await endpoints.sendAgain(w.installation, sending, sending)).toBe(false);
  });

  it('is signed for with two secrets for a day after one was replaced; neither is in any other table', async () => {
    const { w, endpoints, endpoint, secret, ping } = await told();
    const next = await endpoints.rotate(w.installation, endpoint);
    for (const seconds of [0, 25 * HOUR]) {
      w.pass(seconds);
      await ping();
      await w.work();
    }
    expect(w.receivers.got.map(({ secrets }) => secrets)).toEqual([[next, secret], [next]]);
    const lines: string[] = [];
    for await (const line of w.deps.store.export(w.installation)) lines.push(line);
    expect(lines.some((line) => line.includes('outgoing_endpoint'))).toBe(true);
    expect(lines.join('')).not.toContain('whsec_');
  });

  it('loses what is about a person who is erased, also what was still on its way', async () => {
    const { w, log } = await told();
    w.receivers.state.answers = () => ({ taken: false, status: 500, says: 'It answered 500.' });
    await changeJobs(w, 'Contoso');
    expect(await log()).toHaveLength(1);
    await erase(w.installation, ContactId.parse('1'), w.deps);
    expect([await log(), await w.rows('outgoing_event')]).toEqual([[], []]);
  });

  it('has a log of thirty days', async () => {
    const { w, log, ping } = await told();
    await ping();
    await w.work();
    w.pass(31 * 24 * HOUR);
    await w.inside((inside) => inside.enqueue('tend', [{ installation: w.installation }]));
    await w.work();
    expect(await log()).toEqual([]);
  });
});

describe('the endpoints of an installation', () => {
  it('are refused where they are not safe, and are twenty at the most', async () => {
    const w = worlds.world();
    const endpoints = openEndpoints(w.deps);
    const hears = ['signal.opened' as const];
    const make = (url: string) => endpoints.make(w.installation, { url, hears });
    expect(await make('http://hooks.example/')).toEqual({ refused: 'Nothing is sent unencrypted.' });
    for (let n = 0; n < 20; n++) expect(await make(`https://hooks.example/${n}`)).toHaveProperty('secret');
    expect(await make('https://hooks.example/21')).toMatchObject({
      refused: expect.stringContaining('20 webhooks'),
    });
  });

  it('are gone with their secrets when they are removed, and are nobody else’s', async () => {
    const { w, endpoints, endpoint } = await told();
    const other = worlds.world();
    expect(await endpoints.rotate(other.installation, endpoint)).toBeUndefined();
    expect(await endpoints.remove(other.installation, endpoint)).toBe(false);
    expect(await endpoints.remove(w.installation, endpoint)).toBe(true);
    expect(await w.rows('secret')).toEqual([]);
  });
});
