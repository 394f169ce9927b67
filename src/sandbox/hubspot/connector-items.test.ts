import { afterEach, describe, expect, it } from 'vitest';
import { hubspot } from '../../../connectors/crm/hubspot/index.ts';
import { ContactId } from '../../core/ids.ts';
import type { Patch } from '../../core/record/patch.ts';
import type { Crm } from '../../ports/crm.ts';
import type { NewItem } from '../../ports/crm-items.ts';
import type { PortalOptions } from './options.ts';
import { openTestbed, straight } from './testbed.ts';
import type { Testbed } from './testbed.ts';

const ADA = { firstname: 'Ada', email: 'ada@analytical.example' };

let bed: Testbed;
let crm: Crm;
let ada: ContactId;
afterEach(() => bed.close());

async function installed(options: Partial<PortalOptions> = {}): Promise<void> {
  bed = await openTestbed({ contacts: [ADA, { firstname: 'Grace' }], ...options });
  ({ crm } = await bed.install(hubspot));
  ada = ContactId.parse(bed.portal.list()[0]?.id);
}
const callsSince = (before: Readonly<Record<string, number>>) =>
  Object.entries(bed.portal.requests()).flatMap(([name, n]) =>
    Array<string>(n - (before[name] ?? 0)).fill(name),
  );
const task = (key: string): NewItem => ({
  ...{ kind: 'task', contact: ada, title: 'Call <Ada>', body: 'About engines & cards', key },
  due: new Date('2026-12-01T09:00:00Z'),
});

describe('what is around a contact in a simulated portal', () => {
  it('is told in the portal’s own words, newest first, in one call for the associations and one a kind', async () => {
    await installed();
    const add = (...args: Parameters<typeof bed.portal.add>) => {
      bed.advance(60_000);
      return bed.portal.add(...args).id;
    };
    const company = add('companies', { name: 'Analytical Engines' }, [ada]);
    const deal = add('deals', { dealname: 'Engine no. 2', pipeline: 'default', dealstage: 'contractsent' }, [
      ada,
    ]);
    const lost = add('deals', { dealname: 'Engine no. 1', pipeline: 'default', dealstage: 'closedlost' }, [
      ada,
    ]);
    const ticket = add('tickets', { subject: 'A cog', hs_pipeline: '0', hs_pipeline_stage: '2' }, [ada]);
    const done = {
      hs_timestamp: '2026-11-25T10:00:00Z',
      hs_task_subject: 'Ring',
      hs_task_status: 'COMPLETED',
    };
    const rung = add('tasks', done, [ada]);
    const note = {
      hs_timestamp: '2026-11-20T10:00:00Z',
      hs_note_body: '<p>Likes &amp; dislikes</p><p>Much</p>',
    };
    const noted = add('notes', note, [ada]);
    add('deals', { dealname: 'Somebody else’s', dealstage: 'contractsent' }, []);
    const before = bed.portal.requests();
    const items = await crm.around(ada);
    expect(items.map(({ kind, id, title, status, open }) => [kind, id, title, status, open])).toEqual([
      ['task', rung, 'Ring', 'completed', false],
      ['ticket', ticket, 'A cog', 'Waiting on contact', true],
      ['deal', lost, 'Engine no. 1', 'Closed lost', false],
      ['deal', deal, 'Engine no. 2', 'Contract sent', true],
      ['company', company, 'Analytical Engines', undefined, true],
      ['note', noted, 'Likes & dislikes', undefined, false],
    ]);
    expect(callsSince(before)).toHaveLength(6 + 2);
    const again = bed.portal.requests();
    await crm.around(ada);
    expect(callsSince(again)).toHaveLength(6);
    for (const { url } of items) expect((await fetch(url)).status, url).toBe(200);
  });

  it('is fifty at most, is nothing for nobody, and is less where a scope was withheld', async () => {
    await installed({ withholds: ['tickets', 'crm.objects.deals.read', 'crm.objects.companies.read'] });
    expect([...crm.abilities()].toSorted()).toEqual(['contacts', 'lists', 'notes', 'tasks']);
    bed.portal.add('deals', { dealname: 'Hidden', dealstage: 'contractsent' }, [ada]);
    for (let i = 0; i < 120; i += 1) {
      bed.advance(1_000);
      bed.portal.add('notes', { hs_timestamp: bed.now().toISOString(), hs_note_body: `N${i}` }, [ada]);
    }
    const items = await crm.around(ada);
    expect(items).toHaveLength(50);
    expect(items[0]?.title).toBe('N119');
    expect(await crm.around(ContactId.parse('7'))).toEqual([]);
    expect(await crm.around(ContactId.parse('../1'))).toEqual([]);
  });
});

describe('adding to a simulated portal', () => {
  it('puts a task, a note and a ticket at the contact, each once for its key', async () => {
    await installed();
    for (const item of [
      task('k1'),
      { ...task('k2'), kind: 'note' },
      { ...task('k3'), kind: 'ticket' },
    ] as NewItem[]) {
      const added = await crm.add(item);
      expect(await crm.add(item)).toEqual(added);
      expect((await fetch(added.url)).status).toBe(200);
    }
    const [made] = bed.portal.records('tasks');
    expect(made?.properties).toMatchObject({
      hs_task_subject: 'Call <Ada>',
      hs_task_body: '<p>About engines &amp; cards</p><p>Added by Kith (k1)</p>',
      hs_timestamp: '2026-12-01T09:00:00.000Z',
    });
    expect(bed.portal.records('notes')).toHaveLength(1);
    expect(bed.portal.records('tickets').map(({ properties }) => properties)).toMatchObject([
      { subject: 'Call <Ada>', content: 'About engines & cards', hs_pipeline_stage: '1', kith_key: 'k3' },
    ]);
    expect((await crm.around(ada)).map(({ kind }) => kind).toSorted()).toEqual(['note', 'task', 'ticket']);
    await crm.add(task('another'));
    expect(bed.portal.records('tasks')).toHaveLength(2);
  });

  it('keeps contacts in one static list of a name, whoever is in it already', async () => {
    await installed();
    const many = Array.from({ length: 1_001 }, (_, i) => bed.portal.create({ firstname: `N${i}` }).id);
    const contacts = many.map((id) => ContactId.parse(id));
    const first = await crm.add({ kind: 'list', list: 'To call / soon', contacts: contacts.slice(0, 2) });
    const before = bed.portal.requests();
    const second = await crm.add({
      kind: 'list',
      list: 'To call / soon',
      contacts: [...contacts, ContactId.parse('7')],
    });
    expect(second).toEqual(first);
    expect(callsSince(before)).toHaveLength(3);
    expect(bed.portal.lists().map(({ name, members }) => [name, members.size])).toEqual([
      ['Kith: To call / soon', 1_001],
    ]);
  });

  it('is refused without asking where the right was not granted, and where there is no such contact', async () => {
    await installed({ withholds: ['tickets', 'crm.lists.write'] });
    const before = bed.portal.requests();
    const ticket = { ...task('k'), kind: 'ticket' } as NewItem;
    await expect(crm.add(ticket)).rejects.toMatchObject({ kind: 'unauthorized' });
    await expect(crm.add({ kind: 'list', list: 'L', contacts: [] })).rejects.toMatchObject({
      kind: 'unauthorized',
    });
    await expect(crm.add({ ...task('not a key') } as NewItem)).rejects.toMatchObject({ kind: 'rejected' });
    expect(callsSince(before)).toEqual([]);
    const nobody = { ...task('k'), contact: ContactId.parse('7') } as NewItem;
    await expect(crm.add(nobody)).rejects.toMatchObject({ kind: 'rejected' });
  });
});

describe('Kith’s own things in a simulated portal', () => {
  it('are planned, made, and taken away again with nothing else', async () => {
    await installed();
    const before = { properties: bed.portal.properties('contacts'), groups: bed.portal.groups('contacts') };
    const planned = await crm.planned();
    expect(planned.filter(({ kind }) => kind === 'group').map(({ name }) => name)).toEqual(['kith', 'kith']);
    await crm.prepare();
    expect(await crm.planned()).toEqual([]);
    const made = bed.portal.properties('contacts').filter(({ groupName }) => groupName === 'kith');
    expect(planned.map(({ name }) => name)).toEqual(expect.arrayContaining(made.map(({ name }) => name)));
    expect((await crm.fields()).filter(({ ours }) => ours).map(({ name }) => name)).toEqual(
      made.map(({ name }) => name),
    );
    await crm.write([{ contact: ada, fields: { headline: 'Here' } }]);
    await crm.add({ kind: 'list', list: 'Mine', contacts: [ada] });
    bed.portal.makeList('About Kith: notes');
    await crm.leave();
    await crm.leave();
    expect(bed.portal.properties('contacts')).toEqual(before.properties);
    expect(bed.portal.groups('contacts')).toEqual(before.groups);
    expect(bed.portal.groups('tickets')).not.toContain('kith');
    expect(bed.portal.lists().map(({ name }) => name)).toEqual(['About Kith: notes']);
    expect(bed.portal.get(ada)?.properties).toEqual(ADA);
    await crm.write([{ contact: ada, fields: { headline: 'Again' } }]).catch(() => undefined);
    await crm.prepare();
    expect(await crm.planned()).toEqual([]);
  });

  it('leave the group to a person who keeps a field of their own in it', async () => {
    await installed();
    await crm.prepare();
    const token = (await bed.install(hubspot)).accessToken;
    const own = { name: 'mine', label: 'Mine', type: 'string', fieldType: 'text', groupName: 'kith' };
    await fetch(`${bed.portal.url}/crm/properties/2026-09/contacts`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(own),
    });
    await crm.leave();
    expect(bed.portal.groups('contacts')).toContain('kith');
    expect(bed.portal.properties('contacts').filter(({ groupName }) => groupName === 'kith')).toMatchObject([
      own,
    ]);
  });

  it('read current values of any field, the empty ones left out', async () => {
    await installed();
    const grace = ContactId.parse(bed.portal.list()[1]?.id);
    const values = await crm.values([ada, grace, ContactId.parse('7')], ['email', 'city']);
    expect([...values]).toEqual([
      [ada, { email: ADA.email }],
      [grace, {}],
    ]);
  });

  it('are not written where an administrator’s rule refuses: that row alone, and the field is named', async () => {
    await installed();
    await crm.prepare();
    bed.portal.demand('kith_headline', { longest: 10 });
    const ids = bed.portal.list().map(({ id }) => ContactId.parse(id));
    const patches = ids.map((contact, i): Patch => ({
      contact,
      fields: { headline: i === 0 ? 'Far too long' : 'Short' },
    }));
    expect(await crm.write(patches)).toEqual([
      { contact: ids[0], outcome: 'refused', says: 'HubSpot: VALIDATION_ERROR at kith_headline' },
      { contact: ids[1], outcome: 'written', at: expect.any(Date) },
    ]);
  });
});

describe('giving a grant back', () => {
  it('uninstalls the app and kills its grant; a dead one is no error', async () => {
    await installed();
    const { refreshToken } = await bed.install(hubspot);
    expect(bed.portal.installed()).toBe(true);
    await hubspot.revoke(bed.app, straight, refreshToken, bed.now());
    expect(bed.portal.installed()).toBe(false);
    await expect(crm.page()).rejects.toMatchObject({ kind: 'unauthorized' });
    await hubspot.revoke(bed.app, straight, refreshToken, bed.now());
  });
});
