import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account, openWorlds } from '../../tests/support/world.ts';
import type { World } from '../../tests/support/world.ts';
import { Contact } from '../core/contact.ts';
import { Failure } from '../core/failure.ts';
import { DeliveryId, NetworkId } from '../core/ids.ts';
import type { Post } from '../core/post.ts';
import type { NetworkEvent, Push } from '../ports/push.ts';
import { takeIn } from './take-in.ts';

let worlds: Awaited<ReturnType<typeof openWorlds>>;
beforeAll(async () => {
  worlds = await openWorlds();
});
afterAll(() => worlds.close());

const GITHUB = NetworkId.parse('github');
const hers = account('github', '7', { handle: 'adaquist', name: 'Ada Quist' });
const user = { login: 'adaquist', id: 7, type: 'User', html_url: 'https://github.com/adaquist' };
const at = (minute: number) => new Date(Date.UTC(2026, 4, 2, 12, minute)).toISOString();

/** An issue of hers: opened at minute 0, last changed at `minute`. */
function issue(number: number, body: string, { action = 'opened', minute = 0 } = {}) {
  const html_url = `https://github.com/acme/engine/issues/${number}`;
  const times = { created_at: at(0), updated_at: at(minute) };
  const thread = { ...{ number, title: 'Engine', body, html_url, user }, ...times };
  return { action, issue: thread, repository: { id: 99, private: false } };
}

let deliveries = 0;
async function hears(w: World, connector: string, ...payloads: readonly unknown[]): Promise<void> {
  await w.deps.store.keepDeliveries(
    payloads.map((payload) => ({
      ...{ installation: w.installation, id: DeliveryId.parse(`${connector} ${1_000 + deliveries++}`) },
      ...{ connector, receivedAt: new Date(w.now().getTime() + deliveries) },
      body: Buffer.from(JSON.stringify(payload)),
    })),
  );
}

const unreadable = (post: Post): Post =>
  Object.defineProperty({ ...post }, 'text', {
    enumerable: true,
    get: () => {
      throw new TypeError(`cannot read ${post.text}`);
    },
  });

/** Whoever says so leaves. */
const leaving = (event: NetworkEvent): NetworkEvent =>
  event.kind === 'said' && event.post.text.includes('leaves')
    ? { kind: 'profile gone', id: event.id, at: event.at, profile: event.by }
    : event;

/** GitHub as it is, but that what is told of such an issue cannot be kept: Kith fails at it, not the one who tells. */
function failingAt(w: World, isBad: (body: string) => boolean): World['deps'] {
  const usual = w.deps.manners.get(GITHUB);
  if (!usual?.push) throw new Error('GitHub does not call');
  const push: Push = {
    ...usual.push,
    events: (body) => {
      const events = (usual.push?.events(body) ?? []).map(leaving);
      if (!isBad(body.toString())) return events;
      return events.map((event) =>
        event.kind === 'said' ? { ...event, post: unreadable(event.post) } : event,
      );
    },
  };
  return { ...w.deps, manners: new Map([...w.deps.manners, [GITHUB, { ...usual, push }] as const]) };
}

async function known(w: World): Promise<void> {
  w.has(hers);
  await w.save({ id: '1', name: 'Ada Quist', handles: ['github:adaquist'] });
  await w.work();
}

const said = async (w: World) =>
  (await w.inside((v) => v.posts.of({ network: GITHUB, id: hers.id }, 99))).map(({ text }) => text);
const became = async (w: World) =>
  (await w.inside((v) => v.deliveries.list({ limit: 99 })))
    .toReversed()
    .map(({ status, error }) => (error === undefined ? status : `${status}: ${error}`));

describe('a delivery at which Kith fails', () => {
  it.each([0, 3, 6])('as number %i of seven is kept as failed, and the others take effect', async (bad) => {
    const w = worlds.world();
    await known(w);
    const deps = failingAt(w, (body) => body.includes('poison'));
    const bodies = Array.from({ length: 7 }, (_, n) => (n === bad ? 'poison' : `says ${n}`));
    await hears(w, 'github', ...bodies.map((body, n) => issue(n + 1, body)));
    await takeIn(w.installation, deps);
    const good = bodies.filter((body) => body !== 'poison').map((body) => `Engine\n\n${body}`);
    expect((await said(w)).toSorted()).toEqual(good);
    const status = await became(w);
    expect(status.filter((one) => one === 'done')).toHaveLength(6);
    expect(status[bad]).toMatch(/^failed: a fault in Kith \(\w*Error at flows\/empty-inbox\.test\.ts:\d+\)$/);
  });

  it('is told of by where it happened, and not by what it quotes', async () => {
    const w = worlds.world();
    await known(w);
    await hears(w, 'github', issue(1, 'poison'));
    await takeIn(
      w.installation,
      failingAt(w, (body) => body.includes('poison')),
    );
    expect((await became(w)).join()).not.toContain('poison');
  });

  it('among hundreds leaves every other one, in the order in which it happened', async () => {
    const w = worlds.world();
    await known(w);
    const bad = new Set([20, 21, 90, 150]);
    const edits = Array.from({ length: 180 }, (_, n) => {
      const [number, minute] = [1 + (n % 3), 1 + ((n * 7) % 180)];
      return issue(number, bad.has(n) ? 'poison' : `as of ${minute}`, { action: 'edited', minute });
    });
    await hears(w, 'github', ...edits);
    await takeIn(
      w.installation,
      failingAt(w, (body) => body.includes('poison')),
    );
    const latest = [0, 1, 2].map((of) =>
      Math.max(...edits.flatMap((_, n) => (n % 3 === of && !bad.has(n) ? [1 + ((n * 7) % 180)] : []))),
    );
    expect((await said(w)).toSorted()).toEqual(latest.map((n) => `Engine\n\nas of ${n}`).toSorted());
    const { rows } = { rows: await w.rows('delivery') } as { rows: { status: string }[] };
    const count = (status: string) => rows.filter((one) => one.status === status).length;
    expect([count('done'), count('failed'), count('waiting')]).toEqual([176, 4, 0]);
  });

  it('leaves the others in the order in which they happened: who left and came back is there', async () => {
    const w = worlds.world();
    await known(w);
    await hears(w, 'github', issue(1, 'back', { minute: 7 }), issue(2, 'poison', { minute: 8 }));
    await hears(w, 'github', issue(3, 'leaves', { minute: 5 }));
    await takeIn(
      w.installation,
      failingAt(w, (body) => body.includes('poison')),
    );
    expect(await said(w)).toEqual(['Engine\n\nback']);
  });

  it('takes effect once when it is taken in again after Kith was mended', async () => {
    const w = worlds.world();
    await known(w);
    await hears(w, 'github', issue(1, 'poison'), issue(2, 'fine'));
    await takeIn(
      w.installation,
      failingAt(w, (body) => body.includes('poison')),
    );
    expect(await said(w)).toEqual(['Engine\n\nfine']);
    await w.inside((v) => v.deliveries.waitAgain({}));
    await takeIn(w.installation, w.deps);
    expect((await said(w)).toSorted()).toEqual(['Engine\n\nfine', 'Engine\n\npoison']);
    expect(await became(w)).toEqual(['done', 'done']);
  });

  it('only because another transaction was in the way takes effect at the second try', async () => {
    const w = worlds.world();
    await known(w);
    let tries = 0;
    const deps = { ...w.deps, now: () => (tries++ === 0 ? fail() : w.now()) };
    const fail = () => {
      throw new Error('deadlock detected');
    };
    await hears(w, 'github', issue(1, 'fine'));
    await takeIn(w.installation, deps);
    expect([await said(w), await became(w)]).toEqual([['Engine\n\nfine'], ['done']]);
  });

  it('is not to blame while the database does not answer: everything waits', async () => {
    const w = worlds.world();
    await known(w);
    await hears(w, 'github', issue(1, 'one'), issue(2, 'two'));
    let calls = 0;
    const inside: World['deps']['store']['inside'] = (installation, work) =>
      calls++ === 0
        ? w.deps.store.inside(installation, work)
        : Promise.reject(new Error('Connection terminated unexpectedly'));
    const store = { ...w.deps.store, inside };
    await expect(takeIn(w.installation, { ...w.deps, store })).rejects.toThrow('Connection terminated');
    expect(await became(w)).toEqual(['waiting', 'waiting']);
    // Of the networks: what waits, all of it, and whether the store answers. Then what hubs and the CRM told.
    expect(calls).toBe(3 + 2);
  });
});

describe('what the CRM told', () => {
  const event = (id: number) => [
    {
      ...{ eventId: id, subscriptionId: 1, portalId: 1, appId: 1, occurredAt: id, attemptNumber: 0 },
      ...{ subscriptionType: 'object.propertyChange', objectTypeId: '0-1', objectId: id },
      ...{ propertyName: 'email', propertyValue: 'a', changeSource: 'CRM' },
    },
  ];
  /** A CRM that has a person under each number. */
  const crmOf = (w: World, fails: (ids: readonly string[]) => void): World['deps']['crmOf'] => {
    const { crm } = w.memory;
    return () =>
      Promise.resolve({
        ...crm,
        contacts: async (ids) => {
          fails(ids);
          const nobody = { emails: [], phones: [], handles: [], changedAt: w.now() };
          return ids.map((id) => Contact.parse({ id, name: `Person ${id}`, ...nobody }));
        },
      });
  };
  const names = async (w: World) =>
    ((await w.rows('contact')) as { contact_id: string }[]).map((one) => one.contact_id).toSorted();

  it('of one contact at whom Kith fails is kept as failed, and of the others takes effect', async () => {
    const w = worlds.world();
    await hears(w, 'hubspot', ...[1, 2, 3, 4, 5].map(event));
    const bug = (ids: readonly string[]) => {
      if (ids.includes('4')) throw new TypeError('x is undefined');
    };
    await takeIn(w.installation, { ...w.deps, crmOf: crmOf(w, bug) });
    expect(await names(w)).toEqual(['1', '2', '3', '5']);
    const status = await became(w);
    expect(status.map((one) => one.split(':')[0])).toEqual(['done', 'done', 'done', 'failed', 'done']);
  });

  it('waits with the reason while the CRM is in trouble, and nobody asks it again and again', async () => {
    const w = worlds.world();
    await hears(w, 'hubspot', ...[1, 2, 3].map(event));
    let asked = 0;
    const down = () => {
      asked += 1;
      throw new Failure('unavailable', 'HubSpot is not answering');
    };
    await expect(takeIn(w.installation, { ...w.deps, crmOf: crmOf(w, down) })).rejects.toThrow('HubSpot');
    expect([asked, await became(w)]).toEqual([1, Array(3).fill('waiting: HubSpot is not answering')]);
    await takeIn(w.installation, { ...w.deps, crmOf: crmOf(w, () => undefined) });
    expect([await names(w), await became(w)]).toEqual([['1', '2', '3'], Array(3).fill('done')]);
  });
});
