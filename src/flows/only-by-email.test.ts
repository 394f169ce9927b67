import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account, openWorlds } from '../../tests/support/world.ts';
import type { World } from '../../tests/support/world.ts';
import { ContactId, DeliveryId } from '../core/ids.ts';
import { findProfiles } from './find-profiles.ts';

let worlds: Awaited<ReturnType<typeof openWorlds>>;
beforeAll(async () => {
  worlds = await openWorlds();
});
afterAll(() => worlds.close());

const email = 'ada@quist.example';
const reviewer = '5f1f1f1f1f1f1f1f1f1f1f1f';
const ada = { id: '1', name: 'Ada Quist', emails: [email], handles: [`trustpilot:${reviewer}`] };
const named = account('trustpilot', reviewer, { name: 'Ada Quist' });
const invited = { ...named, emails: [email], keyedBy: email };

/** A world in which Trustpilot is asked, and lets people be recognised by the invited address only. */
async function world(): Promise<World> {
  const w = worlds.world();
  w.joins('trustpilot');
  w.has(named);
  await w.save(ada);
  await w.work();
  return w;
}

let deliveries = 0;
async function tells(w: World, eventName: string, said: object): Promise<void> {
  const consumer = { id: reviewer, name: 'Ada Quist' };
  const words = { stars: 2, title: 'Cards jam', text: 'After an hour.', createdAt: '2026-02-03T09:30:00Z' };
  const event = { eventName, eventData: { id: '62c8968be77911f2449e9f74', consumer, ...words, ...said } };
  const line = JSON.stringify({ at: w.now() });
  await w.deps.store.keepDeliveries([
    {
      ...{ installation: w.installation, id: DeliveryId.parse(`trustpilot ${deliveries++}`) },
      ...{ connector: 'trustpilot', receivedAt: w.now() },
      body: Buffer.from(`${line}\n${JSON.stringify({ events: [event] })}`),
    },
  ]);
  await w.work();
}

const shown = async (w: World) => (await w.record('1'))?.conversations.map(({ text }) => text);

describe('a network whose people are recognised by the invited e-mail address only', () => {
  it('gives nobody to the contact whose name they carry, though the CRM names them', async () => {
    const w = await world();
    await tells(w, 'service-review-created', {});
    expect((await w.rows('profile')).map(({ network }) => network)).toEqual(['trustpilot']);
    expect(await w.links('1')).toEqual([]);
    const contact = { ...ada, id: ContactId.parse('1'), phones: [], changedAt: w.now() };
    expect((await findProfiles(contact, w.deps)).links).toEqual([]);
  });

  it('gives whoever answered the contact’s invitation, and what they wrote, as soon as it is told', async () => {
    const w = await world();
    w.has(invited);
    await tells(w, 'service-review-created', {});
    const [link, ...more] = await w.links('1');
    expect(more).toEqual([]);
    expect(link).toMatchObject({ network: 'trustpilot', status: 'auto' });
    expect(link?.evidence[0]).toMatchObject({ tier: 'verified', field: 'e-mail' });
    expect(await shown(w)).toEqual(['★★☆☆☆ Cards jam\n\nAfter an hour.']);
    await tells(w, 'service-review-updated', { stars: 5, text: 'They helped.' });
    expect(await shown(w)).toEqual(['★★★★★ Cards jam\n\nThey helped.']);
    await tells(w, 'service-review-deleted', {});
    expect(await shown(w)).toEqual([]);
  });

  it('gives back whoever a person says it is not', async () => {
    const w = await world();
    w.has(invited);
    await tells(w, 'service-review-created', {});
    expect(await w.say('1', invited, 'rejected')).toBe(true);
    await w.work();
    expect(await shown(w)).toEqual([]);
  });

  it('finds whom the invitation reached when a profile is read again that nobody was known by', async () => {
    const w = await world();
    await tells(w, 'service-review-created', {});
    w.has(invited);
    await tells(w, 'service-review-updated', { text: 'Still jams.' });
    expect(await w.links('1')).toMatchObject([{ network: 'trustpilot', status: 'auto' }]);
  });
});
