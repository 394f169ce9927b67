import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account, openWorlds } from '../../tests/support/world.ts';
import type { World } from '../../tests/support/world.ts';
import { ContactId, DeliveryId, NetworkId } from '../core/ids.ts';
import type { Push } from '../ports/push.ts';
import { changeSettings } from './settings.ts';
import { DEFAULTS } from '../core/governance/settings.ts';
import { takeIn } from './take-in.ts';

let worlds: Awaited<ReturnType<typeof openWorlds>>;
beforeAll(async () => {
  worlds = await openWorlds();
});
afterAll(() => worlds.close());

const GITHUB = NetworkId.parse('github');
const hers = account('github', '7', { handle: 'adaquist', name: 'Ada Quist', bio: 'Engines' });
const ada = { id: '1', name: 'Ada Quist', handles: ['github:adaquist'] };
const user = { login: 'AdaQuist', id: 7, type: 'User', html_url: 'https://github.com/AdaQuist' };
const at = (minute: number) => new Date(Date.UTC(2026, 4, 2, 12, minute)).toISOString();

/** An issue as GitHub tells of it: opened at minute 0, last changed at `minute`. */
function issue(action: string, minute: number, { number = 1, body = 'It fails', by = user } = {}) {
  const html_url = `https://github.com/acme/engine/issues/${number}`;
  const thread = {
    number,
    title: 'Engine',
    body,
    html_url,
    user: by,
    created_at: at(0),
    updated_at: at(minute),
  };
  return { action, issue: thread, repository: { id: 99, private: false } };
}

let deliveries = 0;
/** Puts deliveries into the inbox, as the webhook keeps them. */
async function hears(w: World, ...payloads: readonly unknown[]): Promise<void> {
  await w.deps.store.keepDeliveries(
    payloads.map((payload) => ({
      installation: w.installation,
      ...{ id: DeliveryId.parse(`github ${deliveries++}`), connector: 'github', receivedAt: w.now() },
      body: Buffer.from(typeof payload === 'string' ? payload : JSON.stringify(payload)),
    })),
  );
}

const FORUM_POST = {
  ...{
    id: 5,
    username: 'ada',
    user_id: 12,
    created_at: at(0),
    updated_at: at(0),
    cooked: '<p>Is it fast</p>',
  },
  ...{ post_number: 1, post_type: 1, topic_id: 3, topic_slug: 'how-fast', topic_title: 'How fast?' },
  topic_archetype: 'regular',
};

/** The same of a forum, where the event stands beside what was sent. */
async function hearsOfForum(w: World, event: string, payload: unknown): Promise<void> {
  w.pass(1);
  const line = { event, forum: 'https://forum.acme.example', nth: String(deliveries), at: w.now() };
  await w.deps.store.keepDeliveries([
    {
      ...{ installation: w.installation, id: DeliveryId.parse(`discourse ${deliveries++}`) },
      ...{ connector: 'discourse', receivedAt: w.now() },
      body: Buffer.from(`${JSON.stringify(line)}\n${JSON.stringify(payload)}`),
    },
  ]);
}

async function known(w: World): Promise<void> {
  w.has(hers);
  await w.save(ada);
  await w.work();
}

const said = async (w: World) =>
  (await w.inside((v) => v.posts.of({ network: GITHUB, id: hers.id }, 10))).map(({ id, text }) => [id, text]);
const shown = async (w: World) => (await w.record('1'))?.conversations.map(({ text }) => text);

describe('what a network tells', () => {
  it('stands on the record of the contact who said it, understood, and in the CRM', async () => {
    const w = worlds.world();
    await known(w);
    await hears(w, issue('opened', 0, { body: 'I love this engine' }));
    await w.work();
    const [talk] = (await w.record('1'))?.conversations ?? [];
    expect(talk).toMatchObject({ id: '99#1', url: 'https://github.com/acme/engine/issues/1' });
    expect(talk?.reading?.tone).toBeDefined();
    expect(w.shown('1')).toMatchObject({ lastPostAt: '2026-05-02T12:00:00.000Z', lastTone: 'positive' });
  });

  it('takes effect once, however often it is delivered', async () => {
    const w = worlds.world();
    await known(w);
    await hears(w, issue('opened', 0), issue('opened', 0));
    await w.work();
    await w.inside((v) => v.posts.letGo({ network: GITHUB, id: hers.id }));
    await hears(w, issue('opened', 0));
    await w.work();
    expect(await said(w)).toEqual([]);
  });

  it('counts in the order in which it happened, however late an older word arrives', async () => {
    const w = worlds.world();
    await known(w);
    await hears(w, issue('edited', 5, { body: 'Newer' }));
    await w.work();
    await hears(w, issue('edited', 3, { body: 'Older' }));
    await w.work();
    expect(await said(w)).toEqual([['99#1', 'Engine\n\nNewer']]);
  });

  it('that is deleted is gone from the record, and stays so when its beginning arrives late', async () => {
    const w = worlds.world();
    await known(w);
    await hears(w, issue('opened', 0), issue('opened', 0, { number: 2, body: 'Stays' }));
    await w.work();
    expect(await shown(w)).toHaveLength(2);
    await hears(w, issue('deleted', 9));
    await w.work();
    expect(await shown(w)).toEqual(['Engine\n\nStays']);
    await hears(w, issue('edited', 8, { body: 'Late' }), issue('deleted', 9, { number: 3 }));
    await hears(w, issue('opened', 0, { number: 3, body: 'Later' }));
    await w.work();
    expect(await shown(w)).toEqual(['Engine\n\nStays']);
  });

  it('by somebody who is no contact is kept at a profile without a link', async () => {
    const w = worlds.world();
    await known(w);
    const stranger = { ...user, id: 8, login: 'zoefalk', html_url: 'https://github.com/zoefalk' };
    await hears(w, issue('opened', 0, { by: stranger }));
    await w.work();
    const rows = (await w.rows('profile')) as { handle: string }[];
    expect(rows.map(({ handle }) => handle).toSorted()).toEqual(['adaquist', 'zoefalk']);
    expect((await w.rows('link')) as { profile_id: string }[]).toMatchObject([{ profile_id: '7' }]);
    expect(await w.rows('post')).toHaveLength(1);
  });

  it('never takes away what was known of its author; a new name is asked for', async () => {
    const w = worlds.world();
    await known(w);
    w.pass(2 * 86_400);
    const renamed = { ...user, login: 'ada-q', html_url: 'https://github.com/ada-q' };
    w.has({ ...hers, handle: 'ada-q', bio: 'Larger engines' });
    await hears(w, issue('edited', 5, { by: renamed }));
    await takeIn(w.installation, w.deps);
    expect(await w.inside((v) => v.profiles.find(hers))).toMatchObject({
      bio: 'Engines',
      handle: 'adaquist',
    });
    await w.work();
    expect(await w.inside((v) => v.profiles.find(hers))).toMatchObject({
      bio: 'Larger engines',
      handle: 'ada-q',
    });
  });

  it('outlasts reading the profile where it does not stand: only the network’s own word takes it away', async () => {
    const w = worlds.world();
    await known(w);
    await hears(w, issue('opened', 0));
    await w.work();
    await w.inside((v) =>
      v.enqueue('understand', [{ installation: w.installation, network: GITHUB, profile: hers.id }]),
    );
    await w.work();
    expect(await said(w)).toHaveLength(1);
  });

  it('is not listened to where an admin switched the network off, but what is gone goes', async () => {
    const w = worlds.world();
    await known(w);
    await hears(w, issue('opened', 0));
    await w.work();
    const settings = { ...DEFAULTS, off: [GITHUB] };
    const offered = [{ id: 'github', title: 'GitHub' }];
    await changeSettings(w.installation, settings, 'ada', {
      ...w.deps,
      offered,
      pause: async () => undefined,
    });
    await hears(w, issue('opened', 1, { number: 2 }), issue('deleted', 9));
    await w.work();
    expect(await said(w)).toEqual([]);
  });

  it('that cannot be read is kept as failed with the reason, and holds up no other', async () => {
    const w = worlds.world();
    await known(w);
    await hears(w, 'no JSON', { action: 'opened', issue: {}, repository: { id: 1, private: false } });
    await hears(w, issue('opened', 0));
    await w.work();
    const kept = await w.inside((v) => v.deliveries.list({ limit: 10 }));
    expect(kept.map(({ status, error }) => [status, error]).toSorted()).toEqual([
      ['done', undefined],
      ['failed', 'GitHub delivered an unknown shape'],
      ['failed', 'GitHub delivered something that is no JSON'],
    ]);
    expect(await said(w)).toHaveLength(1);
  });

  it('that failed takes effect when it is replayed, once what it failed of is mended', async () => {
    const w = worlds.world();
    await known(w);
    await hears(w, issue('opened', 0));
    const usual = w.deps.manners.get(GITHUB);
    if (!usual?.push) throw new Error('GitHub does not call');
    const failing: Push = {
      ...usual.push,
      events: () => {
        throw new TypeError('it quotes what was said');
      },
    };
    const manners = new Map([...w.deps.manners, [GITHUB, { ...usual, push: failing }] as const]);
    await takeIn(w.installation, { ...w.deps, manners });
    const [kept] = await w.inside((v) => v.deliveries.list({ limit: 1 }));
    expect(kept).toMatchObject({ connector: 'github', status: 'failed' });
    expect(kept?.error).toMatch(/^a fault in Kith \(TypeError at flows\/take-in-posts.test.ts:\d+\)$/);
    await w.inside(async (v) => {
      if (kept) await v.deliveries.mark(kept.id, 'waiting');
      await v.enqueue('normalise', [{ installation: w.installation }], { key: 'inbox' });
    });
    await w.work();
    expect(await said(w)).toHaveLength(1);
  });

  it('is taken in while the CRM does not answer', async () => {
    const w = worlds.world();
    await known(w);
    const deps = { ...w.deps, crmOf: () => Promise.reject(new Error('down')) };
    const event = {
      ...{ eventId: 1, subscriptionId: 1, portalId: 1, appId: 1, occurredAt: 1, attemptNumber: 0 },
      ...{ subscriptionType: 'object.propertyChange', objectTypeId: '0-1', objectId: 1 },
      ...{ propertyName: 'email', propertyValue: 'a', changeSource: 'CRM' },
    };
    await w.deps.store.keepDeliveries([
      {
        ...{
          installation: w.installation,
          id: DeliveryId.parse('h1'),
          connector: 'hubspot',
          receivedAt: w.now(),
        },
        body: Buffer.from(JSON.stringify([event])),
      },
    ]);
    await hears(w, issue('opened', 0));
    await expect(takeIn(w.installation, deps)).rejects.toThrow('down');
    expect(await said(w)).toHaveLength(1);
  });

  it('of a member who is gone takes everything of theirs away, here and in the CRM, and nothing older brings it back', async () => {
    const w = worlds.keepingRows();
    await known(w);
    w.pass(3 * 86_400);
    const member = account('discourse', '12', { handle: 'ada', url: 'https://forum.acme.example/u/ada' });
    await w.inside(async (v) => void (await v.profiles.keep([member])));
    await w.inside((v) =>
      v.links.decide({
        ...{ contact: ContactId.parse('1'), network: member.network, profile: member.id },
        ...{ says: 'confirmed', by: 'rep 7', at: w.now() },
      }),
    );
    await w.derive('1');
    await hearsOfForum(w, 'post_created', { post: FORUM_POST });
    await w.work();
    expect(await shown(w)).toEqual(['How fast?\n\nIs it fast']);
    expect([...w.memory.rows.keys()].filter((key) => key.includes('discourse')).length).toBe(2);
    await hearsOfForum(w, 'user_destroyed', { user: { id: 12, username: 'ada' } });
    await hearsOfForum(w, 'post_created', { post: { ...FORUM_POST, id: 6, post_number: 2 } });
    await w.work();
    expect([await shown(w), await w.rows('post')]).toEqual([[], []]);
    expect([...w.memory.rows.keys()].filter((key) => key.includes('discourse'))).toEqual([]);
  });
});
