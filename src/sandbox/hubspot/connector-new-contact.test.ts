import { afterEach, describe, expect, it } from 'vitest';
import { hubspot } from '../../../connectors/crm/hubspot/index.ts';
import type { Crm } from '../../ports/crm.ts';
import type { NewContact } from '../../ports/crm-contacts.ts';
import type { PortalOptions } from './options.ts';
import { openTestbed } from './testbed.ts';
import type { Testbed } from './testbed.ts';

const ADA: NewContact = {
  ...{ key: 'key-1', name: { first: 'Ada', last: 'Lovelace' }, email: 'ada@analytical.example' },
  ...{ company: 'Analytical Engines', title: 'Programmer', website: 'https://ada.example' },
  url: 'https://bsky.app/profile/ada.example',
};

let bed: Testbed;
let crm: Crm;
afterEach(() => bed.close());

async function installed(options: Partial<PortalOptions> = {}): Promise<void> {
  bed = await openTestbed({ contacts: [], ...options });
  ({ crm } = await bed.install(hubspot));
}

describe('a contact that Kith adds to a simulated portal', () => {
  it('is made of what was stated, as it was planned, and once for its key', async () => {
    await installed();
    const planned = await crm.planContact(ADA);
    const done = await crm.addContact(ADA);
    expect(await crm.addContact(ADA)).toEqual(done);
    const [made, ...more] = bed.portal.list();
    expect([done, more]).toEqual([{ outcome: 'added', contact: made?.id }, []]);
    expect(made?.properties).toEqual({
      ...{ firstname: 'Ada', lastname: 'Lovelace', email: ADA.email, company: ADA.company },
      ...{ jobtitle: 'Programmer', website: ADA.website, kith_profiles: ADA.url, kith_key: 'key-1' },
    });
    expect(planned.map(({ value }) => value).toSorted()).toEqual(
      Object.values(made?.properties ?? {}).toSorted(),
    );
  });

  it('has nothing in it that nobody stated', async () => {
    await installed();
    await crm.addContact({ key: 'key-2', name: { last: 'ada_l' }, url: 'https://github.com/ada_l' });
    expect(bed.portal.list().map(({ properties }) => properties)).toEqual([
      { lastname: 'ada_l', kith_profiles: 'https://github.com/ada_l', kith_key: 'key-2' },
    ]);
  });

  it('is whoever has the e-mail address already, and is left as it is', async () => {
    await installed();
    const there = bed.portal.create({ firstname: 'A.', email: 'ada@analytical.example' });
    expect(await crm.addContact(ADA)).toEqual({ outcome: 'there already', contact: there.id });
    expect(bed.portal.list().map(({ properties }) => properties)).toEqual([there.properties]);
  });

  it('keeps what a person changed of it since', async () => {
    await installed();
    const done = await crm.addContact(ADA);
    if (done.outcome !== 'added') throw new Error(done.outcome);
    bed.portal.edit(done.contact, { firstname: 'Augusta', email: 'augusta@analytical.example' });
    expect(await crm.addContact(ADA)).toEqual(done);
    expect(bed.portal.get(done.contact)?.properties).toMatchObject({ firstname: 'Augusta' });
  });

  it('is one, although two ask for it at the same time', async () => {
    await installed();
    await crm.prepare();
    const both = await Promise.all([crm.addContact(ADA), crm.addContact(ADA)]);
    expect(both[0]).toEqual(both[1]);
    expect(bed.portal.list()).toHaveLength(1);
  });

  it('is refused with the property where an administrator’s rule says so', async () => {
    await installed();
    bed.portal.demand('company', { longest: 3 });
    await expect(crm.addContact(ADA)).rejects.toMatchObject({
      ...{ kind: 'rejected', message: 'HubSpot refused the contact (400 VALIDATION_ERROR at company)' },
    });
    expect(bed.portal.list()).toEqual([]);
  });

  it('is made again once an administrator deleted Kith’s properties', async () => {
    await installed();
    await crm.prepare();
    await crm.leave();
    const { crm: other } = await bed.install(hubspot);
    await other.prepare();
    await crm.leave();
    await expect(other.addContact(ADA)).rejects.toMatchObject({ kind: 'rejected' });
    expect(await other.addContact(ADA)).toMatchObject({ outcome: 'added' });
  });
});
