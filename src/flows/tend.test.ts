import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULTS } from '../core/governance/settings.ts';
import { ContactId, DeliveryId, NetworkId, PostId } from '../core/ids.ts';
import type { Post } from '../core/post.ts';
import { account, openWorlds } from '../../tests/support/world.ts';
import type { World } from '../../tests/support/world.ts';
import { openViews } from '../http/views.ts';
import { refetch, tend } from './tend.ts';
import type { Manners } from './tend.ts';
import { understandProfile } from './understand.ts';

let worlds: Awaited<ReturnType<typeof openWorlds>>;
beforeAll(async () => {
  worlds = await openWorlds();
});
afterAll(() => worlds.close());

const HOUR = 3_600;
const DAY = 24 * HOUR;
const BLUESKY = NetworkId.parse('bluesky');
const hers = account('bluesky', 'did:7', { handle: 'ada.example', name: 'Ada Quist' });
const ada = { id: '1', name: 'Ada Quist', handles: ['bluesky:ada.example'] };
const post = (n: number): Post => ({
  ...{ network: BLUESKY, id: PostId.parse(`at://${n}`), profile: hers.id, kind: 'post', counts: {} },
  ...{
    url: `https://bsky.example/${n}`,
    text: `I love release ${n}`,
    conversation: PostId.parse(`at://${n}`),
  },
  ...{ publishedAt: new Date(Date.UTC(2026, 3, n)), provenance: hers.provenance },
});

/** Ada is linked to her profile, and what she says was read. */
async function known(w: World): Promise<void> {
  w.has(hers);
  w.says(hers, [post(1), post(2)]);
  await w.save(ada);
  await w.work();
}

/** The world, where Bluesky's terms say something else. */
function under(w: World, terms: Partial<Manners['terms']>): World['deps'] {
  const usual = w.deps.manners.get(BLUESKY);
  if (!usual) throw new Error('Bluesky has no terms');
  return { ...w.deps, manners: new Map([[BLUESKY, { ...usual, terms: { ...usual.terms, ...terms } }]]) };
}

const read = async (w: World) => (await w.waiting('understand')).length;

describe('looking after what is kept', () => {
  it('reads again what a linked profile says before a deletion could be missed, and looks again in an hour', async () => {
    const w = worlds.world();
    await known(w);
    w.pass(11 * HOUR);
    await tend(w.installation, w.deps);
    expect(await read(w)).toBe(0);
    expect(await w.later()).toContainEqual({ name: 'tend', seconds: HOUR });
    w.pass(HOUR);
    w.says(hers, [post(2)]);
    await tend(w.installation, w.deps);
    expect(await read(w)).toBe(1);
    await w.work();
    expect((await w.record('1'))?.conversations.map(({ id }) => id)).toEqual(['at://2']);
  });

  it('reads those again sooner who say something new', async () => {
    const w = worlds.world();
    await known(w);
    w.says(hers, [post(1), post(2), post(3)]);
    w.pass(12 * HOUR);
    await tend(w.installation, w.deps);
    await w.work();
    w.pass(6 * HOUR);
    await tend(w.installation, w.deps);
    expect(await read(w)).toBe(1);
  });

  it('does not read a profile that is nobody’s, nor one of a network that an admin switched off', async () => {
    const w = worlds.world();
    await w.inside(async (v) => void (await v.profiles.keep([hers])));
    w.pass(DAY);
    await tend(w.installation, w.deps);
    expect(await read(w)).toBe(0);
  });

  it('asks again for what may be kept for a time only, and keeps it anew', async () => {
    const w = worlds.world();
    await known(w);
    const deps = under(w, { keepForDays: 30 });
    w.pass(25 * DAY);
    await tend(w.installation, deps);
    expect(await w.waiting('refetch')).toMatchObject([{ network: 'bluesky', profile: 'did:7' }]);
    w.has({ ...hers, bio: 'Engines' });
    await refetch(w.installation, { network: BLUESKY, id: hers.id }, deps);
    w.pass(6 * DAY);
    await tend(w.installation, deps);
    expect((await w.record('1'))?.profiles).toMatchObject([{ bio: 'Engines' }]);
  });

  it('erases what could not be asked for again in time: from the database, the panel and the CRM', async () => {
    const w = worlds.keepingRows();
    await known(w);
    expect(w.memory.rows.size).toBe(3);
    w.pass(31 * DAY);
    await tend(w.installation, under(w, { keepForDays: 30 }));
    await w.work();
    expect(await w.rows('profile')).toEqual([]);
    expect(await w.rows('post')).toEqual([]);
    expect((await w.record('1'))?.profiles).toEqual([]);
    expect([w.memory.rows.size, w.shown('1')]).toEqual([0, expect.objectContaining({ profileCount: 0 })]);
  });

  it('lets a profile go that the network does not know any more', async () => {
    const w = worlds.world();
    await known(w);
    w.gone(hers);
    await refetch(w.installation, { network: BLUESKY, id: hers.id }, w.deps);
    await w.work();
    expect((await w.record('1'))?.profiles).toEqual([]);
  });

  it('empties deliveries that failed a month ago, and still knows that they did and why', async () => {
    const w = worlds.world();
    const id = DeliveryId.parse('hubspot failed');
    const delivery = { installation: w.installation, id, connector: 'hubspot', receivedAt: w.now() };
    await w.deps.store.keepDeliveries([{ ...delivery, body: Buffer.from('{"of":"Ada"}') }]);
    await w.inside((v) => v.deliveries.mark(id, 'failed', 'The shape is not known'));
    const kept = () => w.inside((v) => v.deliveries.find(id));
    w.pass(29 * DAY);
    await tend(w.installation, w.deps);
    expect(String((await kept())?.body)).toContain('Ada');
    w.pass(2 * DAY);
    await tend(w.installation, w.deps);
    expect(await kept()).toMatchObject({ status: 'failed', error: 'The shape is not known' });
    expect((await kept())?.body).toHaveLength(0);
  });

  it('forgets deliveries that were done with a month ago', async () => {
    const w = worlds.world();
    await w.inside(async (v) => void (await v.deliveries.firstSeen(['event'])));
    await tend(w.installation, w.deps);
    expect(await w.rows('event_seen')).toHaveLength(1);
    w.pass(365 * DAY);
    await tend(w.installation, w.deps);
    expect(await w.rows('event_seen')).toEqual([]);
  });
});

describe('what is deleted on a network', () => {
  /** Everywhere that a post can stand: the database, the panel, the CRM. */
  const standsIn = async (w: World, text: string, views: ReturnType<typeof openViews>) => {
    const panel = await views.read(w.installation, ContactId.parse('1'));
    const places = {
      database: [...(await w.rows('post')), ...(await w.rows('outbox')), ...(await w.rows('shown'))],
      panel: panel?.view.json ?? '',
      crm: [[...w.memory.rows.values()], w.shown('1')],
    };
    return Object.entries(places).flatMap(([place, what]) =>
      JSON.stringify(what).includes(text) ? [place] : [],
    );
  };

  /** So many hours in which everything goes its way. */
  async function hours(w: World, n: number): Promise<void> {
    for (let hour = 0; hour < n; hour++) {
      w.pass(HOUR);
      await tend(w.installation, w.deps);
      await w.work();
    }
  }

  it.each([24, 6, 2])(
    'is gone within %i hours where the terms say so: from the database, the panel and the CRM',
    async (deleteWithinHours) => {
      const w = worlds.under('bluesky', { deleteWithinHours });
      const views = openViews({ store: w.deps.store, titles: w.deps.titles, now: w.now });
      await known(w);
      expect(await standsIn(w, 'I love release 1', views)).toEqual(['database', 'panel', 'crm']);
      w.says(hers, [post(2)]);
      await hours(w, deleteWithinHours);
      expect(await standsIn(w, 'I love release 1', views)).toEqual([]);
      expect(await standsIn(w, 'I love release 2', views)).toEqual(['database', 'panel', 'crm']);
    },
  );

  it('could be deleted where nobody looks: what a network says that is not asked any more goes in the same time, and is back when it is', async () => {
    const w = worlds.under('bluesky', { deleteWithinHours: 24 });
    const views = openViews({ store: w.deps.store, titles: w.deps.titles, now: w.now });
    await known(w);
    const off = (networks: readonly NetworkId[]) =>
      w.inside((v) => v.governance.change({ ...DEFAULTS, off: [...networks] }, {}, 'ada', w.now()));
    await off([BLUESKY]);
    await hours(w, 22);
    expect(await standsIn(w, 'I love release 1', views)).toEqual(['database', 'panel', 'crm']);
    await hours(w, 2);
    expect(await standsIn(w, 'I love release', views)).toEqual([]);
    await off([]);
    await hours(w, 1);
    expect(await standsIn(w, 'I love release 1', views)).toEqual(['database', 'panel', 'crm']);
  });

  it('is told by the network: it goes at once, and out of what was delivered within the time', async () => {
    const w = worlds.under('github', { deleteWithinHours: 24 });
    const views = openViews({ store: w.deps.store, titles: w.deps.titles, now: w.now });
    const at = new Date(Date.UTC(2026, 4, 1)).toISOString();
    const user = { login: 'adaquist', id: 7, type: 'User', html_url: 'https://github.com/adaquist' };
    const tells = (action: string) => {
      const html_url = 'https://github.com/acme/engine/issues/1';
      const issue = { ...{ number: 1, title: 'Engine', body: 'It fails', html_url, user }, created_at: at };
      const payload = { action, issue: { ...issue, updated_at: at }, repository: { id: 99, private: false } };
      const id = DeliveryId.parse(`github tend ${action}`);
      const delivery = { installation: w.installation, id, connector: 'github', receivedAt: w.now() };
      return w.deps.store.keepDeliveries([{ ...delivery, body: Buffer.from(JSON.stringify(payload)) }]);
    };
    const delivered = async () =>
      (await w.rows('delivery')).filter(({ body }) => String(body).includes('It fails')).length;
    w.has(account('github', '7', { handle: 'adaquist', name: 'Ada Quist' }));
    await w.save({ ...ada, handles: ['github:adaquist'] });
    await w.work();
    await tells('opened');
    await w.work();
    expect(await standsIn(w, 'It fails', views)).toEqual(['database', 'panel', 'crm']);
    await tells('deleted');
    await w.work();
    w.pass(11);
    expect(await standsIn(w, 'It fails', views)).toEqual([]);
    expect(await delivered()).toBe(2);
    await hours(w, 24);
    expect(await delivered()).toBe(0);
  });
});

it('nothing is derived from what is said where the network’s terms forbid it', async () => {
  const w = worlds.world();
  await known(w);
  expect((await w.record('1'))?.conversations[0]?.reading).toBeDefined();
  await understandProfile(w.installation, { network: BLUESKY, id: hers.id }, under(w, { mayDerive: false }));
  await w.work();
  const said = (await w.record('1'))?.conversations;
  expect(said).toHaveLength(2);
  expect(said?.every(({ reading }) => reading === undefined)).toBe(true);
  expect((await w.record('1'))?.profiles[0]?.influence).toEqual({
    known: false,
    says: `Its terms let no figures be made: ${w.deps.manners.get(BLUESKY)?.terms.clause}`,
  });
});
