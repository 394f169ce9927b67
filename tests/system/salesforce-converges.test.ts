import { afterEach, expect, it } from 'vitest';
import type { SettingsPage } from '../../src/http/settings-shapes.ts';
import type { Org } from '../../src/sandbox/salesforce/org.ts';
import type { Row } from '../../src/sandbox/salesforce/rows.ts';
import { agrees } from '../support/org-agrees.ts';
import { CUSTOM_FIELDS, MAPPINGS, edit, fillOrg, onBluesky } from '../support/org-people.ts';
import { typedInto } from '../support/org-typed.ts';
import { everybodyIn, openWholeOrg } from '../support/whole-org.ts';
import type { WholeOrg } from '../support/whole-org.ts';

const PEOPLE = Number(process.env['KITH_TEST_CONTACTS'] ?? 600);
const EDITS = Math.floor((PEOPLE * 2) / 3);
/** As many as the network's budget lets Kith read in a test, however large the org is. */
const FOUND = Math.min(150, Math.floor(PEOPLE / 5));

let all: WholeOrg;
afterEach(() => all.close());

/** The same sequence in every run. */
function openChance(seed = 20_261_127) {
  let state = seed;
  return (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state % below;
  };
}

it.each([
  { namespace: '' as const, personAccounts: false },
  { namespace: 'kith' as const, personAccounts: true },
])(
  'agrees with a whole org, although it is killed and both sides are at work (namespace "$namespace", person accounts $personAccounts)',
  async (kind) => {
    const people = { people: PEOPLE, found: FOUND };
    all = await openWholeOrg({
      ...{ ...kind, customFields: CUSTOM_FIELDS, people: onBluesky(FOUND) },
      fill: (org) => fillOrg(org, people),
    });
    const { org } = all;
    const typed = typedInto(org, ['About__c', 'Called__c']);
    await all.begin({ mappings: [...MAPPINGS] });
    let known = 0;
    while (known < PEOPLE / 5) ({ contacts: known } = await all.progress());
    await all.killed();
    liveOn(org);
    typed.whenKithFirstWrites('Called__c', (id) => typeAsKithWrites(org, id));
    await all.settled();

    await decide(all);
    await all.settled();
    await quiet(all);
    const { health } = (await all.ask('/api/v1/settings')) as SettingsPage;
    expect(health.lastError).toBeUndefined();
    await all.stop();
    await agrees(all, typed);
  },
  1_200_000,
);

/** People work on while the import runs: they edit, merge, convert, delete, and think better of it. */
function liveOn(org: Org): void {
  const chance = openChance();
  const any = (): Row => {
    const there = everybodyIn(org);
    const one = there[chance(there.length)];
    if (!one) throw new Error('nobody is left');
    return one;
  };
  const removable = (row: Row) => row['IsPersonAccount'] !== true;
  for (let n = 0; n < EDITS; n += 1) {
    edit(org, any().Id, { Title: `edited ${n}` });
    const one = any();
    if (n % 20 === 0 && one.Id.startsWith('00Q')) org.convert(one.Id);
    else if (n % 25 === 0 && removable(one)) {
      const loser = any();
      const isMergeable =
        removable(loser) && loser.Id !== one.Id && loser.Id.slice(0, 3) === one.Id.slice(0, 3);
      if (isMergeable) org.merge(one.Id, loser.Id);
    } else if (n % 30 === 0 && removable(one)) {
      org.remove(one.Id);
      if (n % 60 === 0) org.undelete(one.Id);
    }
  }
}

/** Somebody types into what Kith has just written, and somebody else into what it is about to write. */
function typeAsKithWrites(org: Org, written: string): void {
  const others = everybodyIn(org).filter((row) => row['Bluesky__c'] !== null && row['Called__c'] === null);
  edit(org, written, { Called__c: 'I was here after Kith', About__c: 'And here' });
  for (const { Id } of others.slice(0, 10)) {
    edit(org, Id, { Called__c: `I was here before Kith: ${Id}`, About__c: `And here: ${Id}` });
  }
}

/** A person in the panel says of some that they are somebody else; others change what they say of themselves. */
async function decide({ ask, org, networks, settled }: WholeOrg): Promise<void> {
  const profiles = org.rows('Social_Profile__c');
  const value = (row: Row, name: string) => String(row[org.named(name)] ?? '');
  expect(profiles.filter((row) => value(row, 'Link_Status__c') === 'auto').length).toBeGreaterThan(FOUND / 2);
  for (const row of profiles.slice(0, 5)) {
    const contact = value(row, 'Contact__c') || value(row, 'Lead__c');
    const link = `/links/bluesky/${encodeURIComponent(value(row, 'Profile_Id__c'))}`;
    await ask(`/api/v1/records/${contact}${link}/verdict`, { says: 'rejected' });
  }
  await settled();
  // What Kith wrote into a field makes nothing doubtful that a person says in another.
  const sure = profiles.filter((row) => value(row, 'Link_Status__c') === 'auto').slice(-5);
  for (const row of sure) {
    edit(org, value(row, 'Contact__c') || value(row, 'Lead__c'), { Title: 'edited after Kith wrote' });
  }
  await settled();
  expect(sure.map(({ Id }) => value(org.find(Id) ?? { Id }, 'Link_Status__c'))).toEqual(
    sure.map(() => 'auto'),
  );
  for (const row of profiles.slice(5, 15)) {
    const contact = value(row, 'Contact__c') || value(row, 'Lead__c');
    const email = String(org.find(contact)?.['Email']);
    networks.changeBluesky(value(row, 'Display_Name__c'), { bio: `Somewhere else now. Write to ${email}` });
    edit(org, contact, { Called__c: 'Typed long after' });
    await ask(`/api/v1/records/${contact}/refresh`, {});
  }
}

/** What Kith wrote comes back to it, and it neither reads nor asks nor writes because of that. */
async function quiet({ ask, org, networks, settled }: WholeOrg): Promise<void> {
  const value = (row: Row, name: string) => String(row[org.named(name)] ?? '');
  const whose = (row: Row) => value(row, 'Contact__c') || value(row, 'Lead__c');
  // Whose mapped field is Kith's: it is put back, and a person could have done that.
  const one = org
    .rows('Social_Profile__c')
    .find((row) => org.find(whose(row))?.['Called__c'] === value(row, 'Handle__c'));
  if (!one) throw new Error('Kith has written nothing into mapped fields');
  const [contact, profile] = [whose(one), encodeURIComponent(value(one, 'Profile_Id__c'))];
  const asked = networks.requests()['bluesky'];
  org.switches.forget();
  await ask(`/api/v1/records/${contact}/links/bluesky/${profile}/verdict`, { says: 'rejected' });
  await settled();
  await settled();
  const paths = org.switches.requests.map(({ path }) => decodeURIComponent(path));
  expect(org.find(contact)?.['Called__c']).not.toBe(value(one, 'Handle__c'));
  const reads = paths.filter((path) => /query\?q=SELECT.*FirstName.*SystemModstamp/.test(path));
  expect(reads, 'contacts that were read because Kith wrote').toEqual([]);
  expect(networks.requests()['bluesky'], 'profiles that were asked for because Kith wrote').toBe(asked);
}
