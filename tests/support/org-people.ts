import type { SamplePerson } from '../../src/sandbox/people/person.ts';
import { text } from '../../src/sandbox/salesforce/field.ts';
import type { Org } from '../../src/sandbox/salesforce/org.ts';

/** Fields of the customer's own: an address that Kith reads, and two that an administrator maps. */
export const CUSTOM_FIELDS = {
  Contact: [text('Bluesky__c'), text('About__c'), text('Called__c')],
  Lead: [text('Bluesky__c'), text('About__c'), text('Called__c')],
};
export const MAPPINGS = [
  { fact: 'bio', field: 'About__c', mode: 'fill blank' },
  { fact: 'handle', field: 'Called__c', mode: 'overwrite' },
] as const;

/** The n-th person's last name: letters alone, so that names look like names. */
export function nameOf(n: number): string {
  const letters = [...String(n)].map((digit) => 'abdefgiklm'[Number(digit)] ?? '').join('o');
  return `Moe${letters}strand`;
}
export const handleOf = (n: number) => `${nameOf(n).toLowerCase()}.bsky.social`;

const emailOf = (n: number) => `p${n}@gmail.com`;
/** Says how to reach them too, which makes sure whose it is. */
const bioOf = (n: number, says: string) => `${says}. Write to ${emailOf(n)}`;

/** Whom the org's people find on Bluesky: the first so many. */
export function onBluesky(many: number): readonly SamplePerson[] {
  return Array.from({ length: many }, (_, n) => ({
    key: nameOf(n),
    bluesky: {
      ...{ handle: handleOf(n), name: nameOf(n), bio: bioOf(n, 'Boats and harbours') },
      ...{ followers: 10 * n, since: '2023-11-20T01:00:00Z' },
      posts: [{ minutesAgo: 60 + n, text: `I love release ${n}`, language: 'en' }],
    },
  }));
}

/**
 * Fills an org: of five people two are leads, and of the others one is a person account where the org has those. The
 * first `found` say where they are on Bluesky; into every tenth person's mapped fields somebody typed something.
 */
export function fillOrg(
  org: Org,
  { people, found }: { readonly people: number; readonly found: number },
): void {
  const firms = ['Moe Labs', 'Falk Group', 'Harbour Robotics'].map(
    (Name) => org.create('Account', { Name }).Id,
  );
  const hasPersons = org.object('Account')?.fields.some(({ name }) => name === 'IsPersonAccount') ?? false;
  for (let n = 0; n < people; n += 1) {
    const fields: Record<string, string> = {
      ...{ LastName: nameOf(n), Title: 'new', Email: emailOf(n) },
      ...(n < found && { Bluesky__c: handleOf(n) }),
      ...(n % 10 === 0 && { About__c: `Typed before ${n}`, Called__c: `called ${n}` }),
    };
    if (n % 5 >= 3) org.create('Lead', { ...fields, Company: 'Moe Labs' });
    else if (hasPersons && n % 5 === 2) org.create('Account', asPersonAccount(fields));
    else org.create('Contact', { ...fields, AccountId: firms[n % firms.length] ?? null });
  }
}

/** A person account is made, and changed, at its account. */
export function asPersonAccount(fields: Readonly<Record<string, string>>): Record<string, string> {
  const named = Object.entries(fields).map(([name, value]) => [
    name.endsWith('__c') ? name.replace(/__c$/, '__pc') : name === 'LastName' ? name : `Person${name}`,
    value,
  ]);
  return Object.fromEntries(named) as Record<string, string>;
}

/** A person at work changes a contact or a lead, wherever the org keeps it. */
export function edit(org: Org, id: string, fields: Readonly<Record<string, string>>): void {
  const row = org.find(id);
  if (row?.['IsPersonAccount'] === true) org.change(String(row['AccountId']), asPersonAccount(fields));
  else org.change(id, fields);
}
