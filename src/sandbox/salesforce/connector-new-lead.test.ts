import { afterEach, describe, expect, it } from 'vitest';
import type { NewContact } from '../../ports/crm-contacts.ts';
import { connectTo, contactId } from './connector-bed.ts';
import type { Connected } from './connector-bed.ts';
import { ADMIN } from './testbed.ts';

let kith: Connected;
afterEach(() => kith.bed.close());

const ADA: NewContact = {
  ...{ key: 'key-1', name: { first: 'Ada', last: 'Lovelace' }, email: 'ada@analytical.example' },
  ...{ company: 'Analytical Engines', title: 'Programmer', website: 'https://ada.example' },
  url: 'https://bsky.app/profile/ada.example',
};
const HANDLE: NewContact = { key: 'key-2', name: { last: 'ada_l' }, url: 'https://github.com/ada_l' };
const leads = () => kith.bed.org.rows('Lead');

describe.each(['', 'kith'] as const)('a lead in an org whose package is under “%s”', (namespace) => {
  const n = (plain: string) => kith.bed.org.named(plain);

  it('is made of what was stated, as it was planned, and once for its key', async () => {
    kith = await connectTo({ namespace });
    const planned = await kith.crm.planContact(ADA);
    expect(leads()).toEqual([]);
    const done = await kith.crm.addContact(ADA);
    expect(await kith.crm.addContact(ADA)).toEqual(done);
    const [lead, ...more] = leads();
    expect(more).toEqual([]);
    expect(done).toEqual({ outcome: 'added', contact: lead?.Id });
    expect(lead).toMatchObject({
      ...{ FirstName: 'Ada', LastName: 'Lovelace', Company: 'Analytical Engines', Title: 'Programmer' },
      ...{ Email: ADA.email, Website: ADA.website },
      ...{ [n('Kith_Profiles__c')]: ADA.url, [n('Kith_Added_As__c')]: 'key-1' },
    });
    const written = new Set(Object.values(lead ?? {}));
    expect(planned.filter(({ value }) => !written.has(value))).toEqual([]);
    expect((await kith.crm.contacts([contactId(lead?.Id)]))[0]).toMatchObject({ name: 'Ada Lovelace' });
  });

  it('has no e-mail address that nobody stated, and says that its company is not known', async () => {
    kith = await connectTo({ namespace });
    const planned = await kith.crm.planContact(HANDLE);
    expect(planned.find(({ value }) => value === '[not known]')?.says).toMatch(/none is stated/);
    await kith.crm.addContact(HANDLE);
    expect(leads()).toMatchObject([
      { FirstName: null, LastName: 'ada_l', Company: '[not known]', Email: null, Website: null },
    ]);
  });

  it('is not made where the connecting user may not write it, and the fields and the cure are named', async () => {
    kith = await connectTo({ namespace, fieldSecurity: 'enforced' });
    await expect(kith.crm.addContact(ADA)).rejects.toMatchObject({ kind: 'rejected' });
    const set = kith.bed.org.rows('PermissionSet').find(({ Name }) => Name === 'Kith_Leads');
    expect(set).toBeDefined();
    const user = kith.bed.org.rows('User').find(({ Username }) => Username === ADMIN);
    kith.bed.org.create('PermissionSetAssignment', {
      ...{ PermissionSetId: set?.Id, AssigneeId: user?.Id },
    });
    expect(await kith.crm.addContact(ADA)).toMatchObject({ outcome: 'added' });
  });
});

describe('a lead that Kith added', () => {
  it('is made once, although the answer was lost', async () => {
    kith = await connectTo();
    const lost = { path: /\/sobjects\/Lead$/, method: 'POST', after: true, destroy: true } as const;
    kith.bed.org.switches.fail({ ...lost, times: 1 });
    await expect(kith.crm.addContact(ADA)).rejects.toThrow();
    expect(await kith.crm.addContact(ADA)).toMatchObject({ outcome: 'added' });
    expect(leads()).toHaveLength(1);
  });

  it('is made once by two at the same time', async () => {
    kith = await connectTo();
    const both = await Promise.all([kith.crm.addContact(ADA), kith.crm.addContact(ADA)]);
    expect(both[0]).toEqual(both[1]);
    expect(leads()).toHaveLength(1);
  });

  it('is the contact that became of it, once it was converted', async () => {
    kith = await connectTo();
    const added = await kith.crm.addContact(ADA);
    if (added.outcome !== 'added') throw new Error(added.outcome);
    const { contactId: id } = kith.bed.org.convert(added.contact);
    expect(await kith.crm.addContact(ADA)).toEqual({ outcome: 'added', contact: id });
  });

  it('is refused with the field where the org wants what nobody stated', async () => {
    kith = await connectTo();
    kith.bed.org.switches.fail({
      ...{ path: /\/sobjects\/Lead$/, method: 'POST', status: 400, times: 1 },
      body: [{ errorCode: 'REQUIRED_FIELD_MISSING', message: 'in prose', fields: ['Rating__c'] }],
    });
    await expect(kith.crm.addContact(ADA)).rejects.toMatchObject({
      ...{ kind: 'rejected', message: expect.stringMatching(/REQUIRED_FIELD_MISSING at Rating__c.*by hand/) },
    });
  });
});

describe('the org’s duplicate rule', () => {
  const alike = () => kith.bed.org.create('Contact', { FirstName: 'Ada', LastName: 'lovelace' });

  it('is kept to: whom it finds is named, and nothing is made', async () => {
    kith = await connectTo();
    kith.bed.org.switches.duplicateRule('warns');
    const { Id } = alike();
    const outcome = { outcome: 'looks like', others: [Id], mayInsist: true };
    expect(await kith.crm.addContact(ADA)).toEqual(outcome);
    expect(await kith.crm.addContact(ADA, { insist: false })).toEqual(outcome);
    expect(leads()).toEqual([]);
  });

  it('that only warns gives way to a person who insists, once', async () => {
    kith = await connectTo();
    kith.bed.org.switches.duplicateRule('warns');
    alike();
    const done = await kith.crm.addContact(ADA, { insist: true });
    expect(await kith.crm.addContact(ADA, { insist: true })).toEqual(done);
    expect(leads()).toHaveLength(1);
  });

  it('that blocks gives way to nobody', async () => {
    kith = await connectTo();
    kith.bed.org.switches.duplicateRule('blocks');
    const { Id } = alike();
    expect(await kith.crm.addContact(ADA, { insist: true })).toEqual({
      ...{ outcome: 'looks like', others: [Id], mayInsist: false },
    });
    expect(leads()).toEqual([]);
  });
});
