import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ContactId, DeliveryId, NetworkId, PostId } from '../../src/core/ids.ts';
import { DEFAULTS } from '../../src/core/governance/settings.ts';
import type { Post } from '../../src/core/post.ts';
import type { Terms } from '../../src/core/terms.ts';
import { erase } from '../../src/flows/act.ts';
import { openConsents } from '../../src/flows/consent.ts';
import { openEndpoints } from '../../src/flows/endpoints.ts';
import { openRules } from '../../src/flows/rules/open-rules.ts';
import { refetch, tend } from '../../src/flows/tend.ts';
import { openViews } from '../../src/http/views.ts';
import { hubspotEvent } from '../support/signed.ts';
import { account, openWorlds } from '../support/world.ts';
import type { World } from '../support/world.ts';

/** Stands in everything that Ada's accounts say, and in nothing else. */
const MARK = 'Zebrafalke';
const HOUR = 3_600;
const ADA = ContactId.parse('1');
const BLUESKY = NetworkId.parse('bluesky');

let worlds: Awaited<ReturnType<typeof openWorlds>>;
beforeAll(async () => {
  worlds = await openWorlds();
});
afterAll(() => worlds.close());

let w: World;
afterEach(() => w.deps.store.purge(w.installation));

const onBluesky = account('bluesky', 'did:7', { handle: 'ada.example', name: 'Ada Quist' });
const hers = { ...onBluesky, bio: `Builds ${MARK}`, employer: `${MARK} GmbH`, title: `Head of ${MARK}` };
const onGithub = account('github', '7', { handle: 'adaquist', name: 'Ada Quist' });
const said: Post = {
  ...{ network: BLUESKY, id: PostId.parse(`at://${MARK}`), profile: hers.id, kind: 'post', counts: {} },
  ...{ url: `https://bsky.example/${MARK}`, text: `I hate what ${MARK} does, it is terrible`, links: [] },
  ...{ conversation: PostId.parse(`at://${MARK}`), publishedAt: new Date(Date.UTC(2026, 4, 1, 0, 1)) },
  provenance: { ...hers.provenance, url: `https://bsky.example/${MARK}` },
};

/** Everything that passes facts on is set up: an endpoint, a rule that tells it, the CRM's rows and its automations. */
async function passesOn(w: World): Promise<void> {
  const endpoints = openEndpoints(w.deps);
  const hears = ['signal.opened', 'signal.done', 'rule.matched'] as const;
  await endpoints.make(w.installation, { url: 'https://hooks.example/kith', hears: [...hears] });
  const rules = openRules(w.deps);
  const made = await rules.make(
    w.installation,
    {
      ...{ name: 'Complaints', when: [{ on: 'tone', is: 'negative' }], limit: { most: 9, per: 'day' } },
      does: [{ do: 'webhook' }],
    },
    'ada',
  );
  if ('refused' in made) throw new Error(made.refused);
  await rules.dryRun(w.installation, made.id);
  await rules.publish(w.installation, made.id, { replay: false, by: 'ada' });
  await w.work();
}

/** Ada is known on Bluesky: read, understood, written to the CRM, with a new job that was told of. */
async function known(w: World): Promise<void> {
  await passesOn(w);
  w.has({ ...onBluesky, employer: 'Moe Labs' });
  await w.save({ id: ADA, name: 'Ada Quist', company: 'Moe Labs', handles: ['bluesky:ada.example'] });
  await w.work();
  w.pass(HOUR);
  w.has(hers);
  w.says(hers, [{ ...said, publishedAt: w.now() }]);
  await refetch(w.installation, hers, w.deps);
  await w.inside((v) =>
    v.enqueue('understand', [{ installation: w.installation, network: BLUESKY, profile: hers.id }]),
  );
  await w.work();
}

/** She is known by what GitHub tells as well: its delivery is kept as it came. */
async function toldOf(w: World, action: 'opened' | 'deleted'): Promise<void> {
  const at = new Date(w.now().getTime() - HOUR * 1000).toISOString();
  const html_url = 'https://github.com/acme/engine/issues/1';
  const user = { login: 'adaquist', id: 7, type: 'User', html_url: 'https://github.com/adaquist' };
  const issue = { number: 1, title: MARK, body: `${MARK} fails`, html_url, user, created_at: at };
  const payload = {
    action,
    issue: { ...issue, updated_at: at },
    repository: { id: 99, private: false },
  };
  const id = DeliveryId.parse(`github ${w.installation} ${action}`);
  await w.deps.store.keepDeliveries([
    {
      ...{ installation: w.installation, id, connector: 'github', receivedAt: w.now() },
      body: Buffer.from(JSON.stringify(payload)),
    },
  ]);
  await w.work();
}

async function knownByGithub(w: World): Promise<void> {
  await passesOn(w);
  w.has(onGithub);
  await w.save({ id: ADA, name: 'Ada Quist', handles: ['github:adaquist'] });
  await w.work();
  await toldOf(w, 'opened');
}

const switchOff = (w: World) =>
  w.inside((v) => v.governance.change({ ...DEFAULTS, off: [BLUESKY] }, {}, 'ada', w.now()));

/** The CRM tells that the contact is gone, and its fields with it. */
async function leaves(w: World, subscriptionType: string): Promise<void> {
  const { installation } = w;
  const event = hubspotEvent({ eventId: 1, objectId: Number(ADA), subscriptionType, portalId: 1 });
  const id = DeliveryId.parse(`hubspot ${installation}`);
  const delivery = { installation, id, connector: 'hubspot', receivedAt: w.now() };
  w.memory.own.delete(ADA);
  await w.deps.store.keepDeliveries([{ ...delivery, body: Buffer.from(JSON.stringify([event])) }]);
}

interface Way {
  readonly network: 'bluesky' | 'github';
  readonly terms?: Partial<Terms>;
  readonly known: (w: World) => Promise<void>;
  readonly goes: (w: World) => unknown;
  /** Hours after which it is gone at the latest, where that is not the terms' own time for a deletion. */
  readonly hours?: number;
}

/** Every way in which something that somebody said, or who they are, has to go. */
const WAYS: Readonly<Record<string, Way>> = {
  'a post is deleted, and the network tells': {
    ...{ network: 'github', known: knownByGithub },
    goes: (w) => toldOf(w, 'deleted'),
  },
  'a delivery that told of a post could never be read': {
    ...{ network: 'github', known: knownByGithub },
    goes: async (w) => {
      const [delivery] = await w.rows('delivery');
      const id = DeliveryId.parse(delivery?.delivery_id);
      await toldOf(w, 'deleted');
      await w.inside((v) => v.deliveries.mark(id, 'failed', 'The shape is not known'));
    },
  },
  'a post and what its author says of themselves are changed, and reading again shows it': {
    ...{ network: 'bluesky', known },
    goes: async (w) => {
      w.has(onBluesky);
      w.says(hers, []);
      await refetch(w.installation, hers, w.deps);
    },
  },
  'an account is gone, and asking for it again shows it': {
    ...{ network: 'bluesky', known },
    goes: async (w) => {
      w.gone(hers);
      w.says(hers, []);
      await refetch(w.installation, hers, w.deps);
    },
  },
  'consent is withdrawn': {
    ...{ network: 'bluesky', terms: { needsConsent: true } },
    known: async (w) => {
      await w.save({ id: ADA, name: 'Ada Quist', handles: ['bluesky:ada.example'] });
      const contact = { contact: ADA, network: BLUESKY };
      await openConsents(w.deps).give(w.installation, { ...contact, by: 'rep 7', says: 'Yes.' });
      await known(w);
    },
    goes: (w) => openConsents(w.deps).withdraw(w.installation, ADA, BLUESKY),
  },
  'the time is over for which the terms let it be kept, and it could not be asked for again': {
    ...{ network: 'bluesky', terms: { keepForDays: 30 }, known, hours: 30 * 24 },
    goes: async (w) => {
      await switchOff(w);
    },
  },
  'the person is erased': {
    ...{ network: 'bluesky', known },
    goes: (w) => erase(w.installation, ADA, w.deps),
  },
  'the person whom a network told of is erased': {
    ...{ network: 'github', known: knownByGithub },
    goes: (w) => erase(w.installation, ADA, w.deps),
  },
  'the contact leaves the CRM': {
    ...{ network: 'bluesky', known },
    goes: (w) => leaves(w, 'object.deletion'),
  },
  'the CRM erases the person': {
    ...{ network: 'bluesky', known },
    goes: (w) => leaves(w, 'object.privacyDeletion'),
  },
};

/** Everywhere that it may stand outside the database. */
async function outside(w: World, views: ReturnType<typeof openViews>): Promise<readonly string[]> {
  const panel = await views.read(w.installation, ADA);
  const places = {
    panel: panel?.view.json ?? '',
    'rows of the CRM': [...w.memory.rows.values()],
    'fields of the CRM': [...(w.memory.own.get(ADA) ?? [])],
  };
  return Object.entries(places).flatMap(([place, what]) =>
    JSON.stringify(what).includes(MARK) ? [place] : [],
  );
}

describe('nothing is left, within the time that the terms give,', () => {
  it.each(Object.entries(WAYS))('when %s', async (_name, way) => {
    const deleteWithinHours = 6;
    w = worlds.under(way.network, { deleteWithinHours, ...way.terms });
    const views = openViews({ store: w.deps.store, titles: w.deps.titles, now: w.now });
    await way.known(w);
    const before = await w.standsIn(MARK);
    expect(before.places.length).toBeGreaterThan(1);
    expect(before.looked).toBeGreaterThan(100);
    expect(await outside(w, views)).toContain('rows of the CRM');
    await way.goes(w);
    for (let hour = 0; hour < (way.hours ?? deleteWithinHours); hour += 1) {
      await w.work();
      w.pass(HOUR);
      if (hour < 6 || hour % 24 === 23) await tend(w.installation, w.deps);
    }
    await w.work();
    const { places } = await w.standsIn(MARK);
    expect([...places, ...(await outside(w, views))]).toEqual([]);
  });

  it('when Kith is gone from the CRM and the days of grace are over', async () => {
    w = worlds.under('bluesky', {});
    await known(w);
    await w.deps.store.purge(w.installation);
    expect((await w.standsIn(MARK)).places).toEqual([]);
    expect((await w.standsIn('Quist')).places).toEqual([]);
  });
});
