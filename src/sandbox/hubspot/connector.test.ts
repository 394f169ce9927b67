import { afterEach, describe, expect, it } from 'vitest';
import { hubspot } from '../../../connectors/crm/hubspot/index.ts';
import { READ_PROPERTIES } from '../../../connectors/crm/hubspot/wire.ts';
import { ContactId } from '../../core/ids.ts';
import type { Patch } from '../../core/record/patch.ts';
import type { CrmEvent } from '../../ports/crm.ts';
import { openTestbed, straight } from './testbed.ts';
import type { Testbed } from './testbed.ts';

const ADA = {
  firstname: 'Ada',
  lastname: 'Lovelace',
  email: 'ada@analytical.example',
  twitterhandle: '@ada',
};
const GRACE = { firstname: 'Grace', email: 'grace@navy.example', website: 'https://grace.example' };

let bed: Testbed;
afterEach(() => bed.close());

/** What the connector understands of all that was delivered, in the order of arrival. */
function heard(): readonly CrmEvent[] {
  return bed.inbox.flatMap((request) =>
    (hubspot.open(bed.app, request, bed.now()) ?? []).flatMap(({ body }) => hubspot.events(body)),
  );
}

const headline = (id: string, text: string | null): Patch => ({
  contact: ContactId.parse(id),
  fields: { headline: text },
});

describe('the HubSpot connector in a simulated portal', () => {
  it('installs, makes its fields once, and reads and writes contacts', async () => {
    bed = await openTestbed({ contacts: [ADA, GRACE] });
    const { crm } = await bed.install(hubspot);
    await crm.prepare();
    await crm.prepare();
    const { contacts } = await crm.page();
    expect(contacts.map(({ name, handles }) => [name, handles])).toEqual([
      ['Ada Lovelace', ['x:ada']],
      ['Grace', ['https://grace.example']],
    ]);
    const [ada, grace] = contacts.map(({ id }) => id);
    const fields = {
      headline: 'Writes programs',
      profileCount: 2,
      influence: 71.5,
      lastPostAt: '2026-11-20T09:00:00.000Z',
    };
    const outcomes = await crm.write([
      { contact: ContactId.parse(ada), fields },
      headline(String(grace), 'Compiles'),
      headline('12345', 'Nobody'),
    ]);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['written', 'written', 'contact gone']);
    expect(bed.portal.get(String(ada))?.properties).toMatchObject({
      kith_headline: 'Writes programs',
      kith_profile_count: '2',
      kith_influence: '71.5',
      kith_last_post_at: '2026-11-20T09:00:00.000Z',
      kith_person_id: ada,
      firstname: 'Ada',
    });
    await crm.write([headline(String(ada), null)]);
    expect(bed.portal.get(String(ada))?.properties).not.toHaveProperty('kith_headline');
    expect(bed.portal.requests()).toMatchObject({
      'POST /crm/properties/2026-09/contacts/batch/create': 1,
      'POST /crm/properties/2026-09/contacts/groups': 1,
      'POST /crm/objects/2026-09/contacts/batch/update': 2,
    });
  });

  it('finds the properties that another installation made', async () => {
    bed = await openTestbed({ contacts: [ADA] });
    await (await bed.install(hubspot)).crm.prepare();
    await (await bed.install(hubspot)).crm.prepare();
    expect(bed.portal.requests()).toMatchObject({ 'POST /crm/properties/2026-09/contacts/batch/create': 1 });
  });

  it('pages and batches through more contacts than fit into one answer', async () => {
    const many = Array.from({ length: 230 }, (_, i) => ({ firstname: `N${i}` }));
    bed = await openTestbed({ contacts: many });
    const { crm } = await bed.install(hubspot);
    await crm.prepare();
    const ids: ContactId[] = [];
    let after: string | undefined;
    do {
      const page = await crm.page(after);
      ids.push(...page.contacts.map(({ id }) => id));
      after = page.next;
    } while (after !== undefined);
    expect(ids).toEqual(bed.portal.list().map(({ id }) => id));
    expect(await crm.contacts([...ids, ContactId.parse('1')])).toHaveLength(230);
    const outcomes = await crm.write(ids.map((id) => headline(id, 'x')));
    expect(outcomes.every(({ outcome }) => outcome === 'written')).toBe(true);
  });

  it('hears, signed and in its own words, of everything that happens to a contact', async () => {
    bed = await openTestbed({ contacts: [ADA, GRACE] });
    await bed.install(hubspot);
    const [ada = '', grace = ''] = bed.portal.list().map(({ id }) => id);
    const step = async (work: () => unknown) => {
      const before = heard().length;
      work();
      await bed.portal.settled();
      return heard()
        .slice(before)
        .map(({ kind, contact, gone }) => [kind, contact, ...(gone ?? [])]);
    };
    expect(await step(() => bed.portal.edit(ada, { company: 'Engines', jobtitle: 'Programmer' }))).toEqual([
      ['changed', ada],
      ['changed', ada],
    ]);
    expect(await step(() => bed.portal.edit(ada, { company: 'Engines' }))).toEqual([]);
    const created = bed.portal.create({ email: 'new@x.example' }).id;
    expect(await step(() => undefined)).toEqual([['changed', created]]);
    expect(await step(() => bed.portal.remove(created))).toEqual([['deleted', created]]);
    expect(await step(() => bed.portal.restore(created))).toEqual([['changed', created]]);
    const both = bed.portal.merge(ada, grace).id;
    expect(await step(() => undefined)).toEqual([['merged', both, ada, grace]]);
    expect(bed.portal.get(both)?.properties).toMatchObject({
      firstname: 'Ada',
      hs_additional_emails: GRACE.email,
    });
    expect(await step(() => bed.portal.erase(both))).toContainEqual(['erased', both]);
    expect(heard().map(({ at }) => at.getTime())).toEqual(heard().map(() => bed.now().getTime()));
  });

  it('does not hear of its own writes', async () => {
    bed = await openTestbed({ contacts: [ADA], subscribed: ['email', 'kith_headline'] });
    const { crm } = await bed.install(hubspot);
    await crm.prepare();
    await crm.write([headline(String(bed.portal.list()[0]?.id), 'x')]);
    await bed.portal.settled();
    expect(bed.inbox).toHaveLength(1);
    expect(heard()).toEqual([]);
  });

  it('gets duplicates and late deliveries under the same ids', async () => {
    bed = await openTestbed({ contacts: [ADA] });
    await bed.install(hubspot);
    bed.portal.mischief = { duplicates: true, reorder: true };
    bed.answers.push(500, 503, 204);
    const id = String(bed.portal.list()[0]?.id);
    bed.portal.edit(id, { company: 'One', city: 'Two' });
    for (let hours = 0; hours < 2; hours += 1) {
      await bed.portal.settled();
      bed.advance(3_600_000);
    }
    await bed.portal.settled();
    const opened = bed.inbox.map((request) => {
      const sent = new Date(Number(request.headers['x-hubspot-request-timestamp']));
      return hubspot.open(bed.app, request, sent)?.[0]?.id;
    });
    expect(opened).toHaveLength(4);
    expect(new Set(opened).size).toBe(1);
    const events = bed.inbox.flatMap(({ body }) => hubspot.events(body).map((event) => event.id));
    expect([events.length, new Set(events).size]).toEqual([8, 2]);
  });

  it('is told when its token is too old, renews it, and learns of an uninstall by that', async () => {
    bed = await openTestbed({ contacts: [ADA], tokenSeconds: 1_800 });
    const { crm, refreshToken } = await bed.install(hubspot);
    await crm.page();
    bed.advance(1_800_000);
    await expect(crm.page()).rejects.toMatchObject({ kind: 'unauthorized' });
    const fresh = await hubspot.refresh(bed.app, straight, refreshToken, bed.now());
    expect(fresh.expiresAt.getTime()).toBe(bed.now().getTime() + 1_800_000);
    bed.portal.uninstall();
    const again = hubspot.refresh(bed.app, straight, refreshToken, bed.now());
    await expect(again).rejects.toMatchObject({ kind: 'unauthorized' });
    bed.portal.edit(String(bed.portal.list()[0]?.id), { company: 'Unheard' });
    await bed.portal.settled();
    expect(bed.inbox).toEqual([]);
  });

  it('is told to wait when it asks too often, and for how long', async () => {
    bed = await openTestbed({ contacts: [ADA], limit: { requests: 3, perSeconds: 10 } });
    const { crm } = await bed.install(hubspot);
    for (let i = 0; i < 3; i += 1) await crm.page();
    bed.advance(4_000);
    await expect(crm.page()).rejects.toMatchObject({ kind: 'rate-limited', retryAfterMs: 6_000 });
    bed.advance(6_000);
    expect((await crm.page()).contacts).toHaveLength(1);
  });

  it('subscribes to just the properties that it reads', async () => {
    bed = await openTestbed({ contacts: [ADA] });
    await bed.install(hubspot);
    const id = String(bed.portal.list()[0]?.id);
    for (const name of READ_PROPERTIES)
      bed.portal.edit(id, { [name]: name === 'email' ? 'new@x.example' : 'new' });
    bed.portal.edit(id, { lifecyclestage: 'lead' });
    await bed.portal.settled();
    expect(heard()).toHaveLength(READ_PROPERTIES.length);
  });
});
