import type { SampleItem } from '../people/items.ts';
import type { Desk } from '../traffic.ts';
import type { Org } from './org.ts';

type Said = Readonly<Record<string, string>>;

/** Where Salesforce keeps what the sample people's contacts say, by the names in which it is told. */
const FIELDS: Said = {
  firstname: 'FirstName',
  lastname: 'LastName',
  email: 'Email',
  phone: 'Phone',
  jobtitle: 'Title',
  city: 'MailingCity',
  country: 'MailingCountry',
  twitterhandle: 'Twitter_Handle__c',
  twitterbio: 'Bluesky_Or_GitHub__c',
  hs_linkedin_url: 'LinkedIn__c',
};
/** A lead has its address under other names, and its company in itself. */
const LEAD_FIELDS: Said = {
  ...FIELDS,
  city: 'City',
  country: 'Country',
  company: 'Company',
  website: 'Website',
};
/** Who is only interested yet. */
const LEADS: ReadonlySet<string> = new Set(['elif', 'desmond']);

/** The sample people, told in Salesforce's words: most are contacts of an account, a few are leads. */
export function deskOf(org: Pick<Org, 'create' | 'change' | 'find'>, now: () => Date): Desk {
  const accounts = new Map<string, string>();
  return {
    arrive: ({ key, properties }, items) => {
      const person = LEADS.has(key) ? aLead(org, properties) : aContact(org, accounts, properties);
      for (const item of items) around(org, person, item, now());
      return person.Id;
    },
    edit: (id, properties) => {
      const person = org.find(id);
      if (!person || person['IsDeleted'] === true || person['IsConverted'] === true) return;
      org.change(id, renamed(properties, id.startsWith('00Q') ? LEAD_FIELDS : FIELDS));
    },
  };
}

type Person = { readonly Id: string; readonly AccountId?: string };

function aLead(org: Pick<Org, 'create'>, properties: Said): Person {
  const { Id } = org.create('Lead', { Company: 'Unknown', ...named(renamed(properties, LEAD_FIELDS)) });
  return { Id };
}

function aContact(org: Pick<Org, 'create'>, accounts: Map<string, string>, properties: Said): Person {
  const { company, website } = properties;
  const fields = named(renamed(properties, FIELDS));
  // A website is the account's; whoever has none keeps it where addresses are kept.
  if (company === undefined) {
    const address = website === undefined ? {} : { Bluesky_Or_GitHub__c: website };
    return { Id: org.create('Contact', { ...address, ...fields }).Id };
  }
  const there = `${company} ${website ?? ''}`;
  const AccountId =
    accounts.get(there) ??
    org.create('Account', { Name: company, ...(website !== undefined && { Website: website }) }).Id;
  accounts.set(there, AccountId);
  return { Id: org.create('Contact', { ...fields, AccountId }).Id, AccountId };
}

/** Salesforce asks for a last name: of whoever is known by one name it is that. */
function named(fields: Record<string, string>): Record<string, string> {
  const { FirstName, LastName, ...rest } = fields;
  if (LastName !== undefined) return fields;
  return { ...rest, LastName: FirstName ?? 'Unknown' };
}

function renamed(properties: Said, names: Said): Record<string, string> {
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, value]) => (names[name] ? [[names[name], value]] : [])),
  );
}

const STAGES: Said = {
  contractsent: 'Negotiation/Review',
  presentationscheduled: 'Needs Analysis',
  closedwon: 'Closed Won',
  closedlost: 'Closed Lost',
};
const DAY_MS = 86_400_000;

/** Deals are opportunities, tickets cases; a lead has tasks alone. */
function around(
  org: Pick<Org, 'create'>,
  { Id, AccountId }: Person,
  { type, properties }: SampleItem,
  now: Date,
): void {
  const isContact = Id.startsWith('003');
  if (type === 'tasks') {
    const Status = properties['hs_task_status'] === 'COMPLETED' ? 'Completed' : 'Not Started';
    org.create('Task', { Subject: properties['hs_task_subject'] ?? '', Status, WhoId: Id });
  }
  if (type === 'tickets' && isContact) {
    const Status = properties['hs_pipeline_stage'] === '4' ? 'Closed' : 'New';
    org.create('Case', { Subject: properties['subject'] ?? '', Status, ContactId: Id });
  }
  if (type === 'deals' && isContact && AccountId !== undefined) {
    const { Id: OpportunityId } = org.create('Opportunity', {
      ...{
        Name: properties['dealname'] ?? '',
        AccountId,
        StageName: STAGES[properties['dealstage'] ?? ''] ?? 'Prospecting',
        Amount: Number(properties['amount'] ?? 0),
      },
      CloseDate: new Date(now.getTime() + 30 * DAY_MS).toISOString().slice(0, 10),
    });
    org.create('OpportunityContactRole', { OpportunityId, ContactId: Id });
  }
}
