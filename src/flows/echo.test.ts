import { afterAll, beforeAll, expect, it } from 'vitest';
import { hubspot } from '../../connectors/crm/hubspot/index.ts';
import { account, openWorlds } from '../../tests/support/world.ts';
import { DEFAULTS } from '../core/governance/settings.ts';
import { ContactId } from '../core/ids.ts';
import type { Crm } from '../ports/crm.ts';
import { openTestbed } from '../sandbox/hubspot/testbed.ts';
import type { Testbed } from '../sandbox/hubspot/testbed.ts';
import { changeSettings } from './settings.ts';

let worlds: Awaited<ReturnType<typeof openWorlds>>;
let bed: Testbed;
beforeAll(async () => {
  [worlds, bed] = [
    await openWorlds(),
    await openTestbed({ contacts: [{ firstname: 'Ines', lastname: 'Moestrand', company: 'Old Ltd' }] }),
  ];
});
afterAll(async () => {
  await bed.close();
  await worlds.close();
});

/** The portal's own deliveries, as they came in, taken in by Kith. */
async function takeIn(w: ReturnType<typeof worlds.world>): Promise<number> {
  const opened = bed.inbox.flatMap((request) => hubspot.open(bed.app, request, bed.now()) ?? []);
  const delivery = { installation: w.installation, connector: 'hubspot', receivedAt: w.now() };
  await w.deps.store.keepDeliveries(opened.map(({ id, body }) => ({ ...delivery, id, body })));
  await w.work();
  return opened.length;
}

it('what Kith writes into a portal, its own fields and mapped ones, comes back as events and causes no write', async () => {
  const { crm } = await bed.install(hubspot);
  const writes: number[] = [];
  const watched: Crm = {
    ...crm,
    write: (patches) => {
      if (patches.length > 0) writes.push(patches.length);
      return crm.write(patches);
    },
  };
  const w = worlds.world(watched);
  const [contact] = (await crm.page()).contacts;
  if (!contact) throw new Error('there is nobody');
  const admin = { ...w.deps, pause: () => new Promise<void>(() => undefined), offered: [] };
  const mappings = [{ fact: 'company', field: 'company', mode: 'overwrite' } as const];
  expect(await changeSettings(w.installation, { ...DEFAULTS, mappings }, 'ada', admin)).toEqual([]);
  const github = account('github', 'inesmoestrand', { name: 'Ines Moestrand', employer: 'Engines' });
  w.has(github);
  await w.save(contact);
  await w.work();
  await w.say(contact.id, github, 'confirmed');
  await w.work();
  expect(bed.portal.get(contact.id)?.properties).toMatchObject({
    company: 'Engines',
    kith_profile_count: '1',
  });
  await expect.poll(() => bed.inbox.some(({ body }) => body.includes('"company"'))).toBe(true);
  const before = [...writes];
  expect(await takeIn(w)).toBeGreaterThan(0);
  expect(writes).toEqual(before);
  expect((await w.inside((v) => v.contacts.find(contact.id)))?.company).toBe('Old Ltd');

  // A person changes it: theirs from then on, seen by the same way.
  bed.portal.edit(contact.id, { company: 'Mine' });
  await expect.poll(() => bed.inbox.some(({ body }) => body.includes('Mine'))).toBe(true);
  await takeIn(w);
  expect((await w.record(contact.id))?.fields[0]?.standing).toBe('changed');
  expect(bed.portal.get(contact.id)?.properties['company']).toBe('Mine');
  expect((await w.inside((v) => v.contacts.find(ContactId.parse(contact.id))))?.company).toBe('Mine');
});
