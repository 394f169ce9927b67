import { Contact } from '../../src/core/contact.ts';
import { Failure } from '../../src/core/failure.ts';
import type { OpenDeal } from '../../src/core/influence/neighbourhood/deal.ts';
import { ContactId } from '../../src/core/ids.ts';
import { KITH_FIELDS } from '../../src/core/record/patch.ts';
import type { Patch } from '../../src/core/record/patch.ts';
import type { Row } from '../../src/core/record/rows.ts';
import type { Crm } from '../../src/ports/crm.ts';
import type { ContactOutcome, NewContact } from '../../src/ports/crm-contacts.ts';
import type { Bulk, SignalNotice } from '../../src/ports/crm-traffic.ts';
import type { Ability, CrmField, NewItem, Planned } from '../../src/ports/crm-items.ts';

type Value = string | number | null;

/** A CRM that only remembers: what Kith made, what it wrote, what people put into its own fields, how often it was asked. */
export interface MemoryCrm {
  readonly crm: Crm;
  /** What stands in Kith's own fields, by contact. */
  readonly own: Map<string, Map<string, Value>>;
  /** What stands in the fields people work with, by contact. */
  readonly others: Map<string, Map<string, string>>;
  /** The rows it keeps, by their keys. */
  readonly rows: Map<string, Row>;
  /** What its automations were told. */
  readonly told: SignalNotice[];
  /** What was added to it, each once. */
  readonly added: NewItem[];
  /** Its contacts, as far as they were added or a test put them there, by their ids. */
  readonly people: Map<string, Omit<NewContact, 'key'> & { readonly key?: string }>;
  /** Every call, in order. */
  readonly calls: string[];
  readonly state: {
    /** Large writes that it was given and is still at. */
    jobs: Map<string, readonly Patch[]>;
    deals: readonly OpenDeal[];
    /** Who has more of them than it tells. */
    cut: ReadonlySet<string>;
    /** What it lets Kith do beyond its least. */
    granted: ReadonlySet<Ability>;
    made: boolean;
    left: boolean;
    /** From now on it fails so. */
    trouble?: Failure;
    /** Values that a field does not take. */
    refuses: ReadonlySet<string>;
    /** Whom its duplicate rule holds a new contact to be; `mayInsist`: it only warns. */
    alike?: { readonly others: readonly string[]; readonly mayInsist: boolean };
    fields: readonly CrmField[];
    /** So many contacts are made whose answer does not arrive. */
    loses: number;
    now: () => Date;
  };
  /** From now on it takes so many patches, or more, in one large write. */
  takesBulk(from: number): void;
  /** A person types into a field. */
  type(contact: string, field: string, value: string): void;
}

const field = (name: string, label: string, more: Partial<CrmField> = {}): CrmField => ({
  ...{ name, label, kind: 'text', writable: true, ours: false },
  ...more,
});

const FIELDS: readonly CrmField[] = [
  field('company', 'Company name'),
  field('jobtitle', 'Job title'),
  field('city', 'City'),
  field('website', 'Website URL', { kind: 'url' }),
  field('email', 'Email'),
  field('created', 'Create date', { kind: 'date and time', writable: false }),
];

const PLANNED: readonly Planned[] = Object.entries(KITH_FIELDS).map(([name, { label, says }]) => ({
  ...{ kind: 'field', name: `kith_${name}`, label: `Kith: ${label}`, says },
}));

const NO_RIGHT = { ability: 'deals', cure: 'An admin allows it.' } as const;

export function openMemoryCrm(): MemoryCrm {
  const [own, others] = [new Map<string, Map<string, Value>>(), new Map<string, Map<string, string>>()];
  const rows = new Map<string, Row>();
  const told: SignalNotice[] = [];
  const calls: string[] = [];
  const added: NewItem[] = [];
  const people: MemoryCrm['people'] = new Map();
  const state: MemoryCrm['state'] = {
    jobs: new Map(),
    deals: [],
    cut: new Set(),
    granted: new Set(),
    made: false,
    left: false,
    refuses: new Set(),
    loses: 0,
    now: () => new Date(),
    fields: FIELDS,
  };
  const call = (name: string) => {
    calls.push(name);
    if (state.trouble) throw state.trouble;
  };
  const type = (contact: string, name: string, value: string | null) => {
    const shown = others.get(contact) ?? new Map<string, string>();
    others.set(contact, shown);
    if (value === null || value === '') shown.delete(name);
    else shown.set(name, value);
  };
  const write = ({ contact, fields, mapped = {}, rows: changes }: Patch) => {
    if (Object.values(mapped).some((value) => value !== null && state.refuses.has(value))) {
      return { contact, outcome: 'refused', says: 'INVALID' } as const;
    }
    for (const row of changes?.put ?? []) rows.set(row.key, row);
    for (const { key } of changes?.gone ?? []) rows.delete(key);
    own.set(contact, new Map([...(own.get(contact) ?? []), ...Object.entries(fields)]));
    for (const [name, value] of Object.entries(mapped)) type(contact, name, value);
    return { contact, outcome: 'written' } as const;
  };
  const bulkOf = (from: number): Bulk => ({
    ...{ from, most: 10_000 },
    begin: async (patches) => {
      call('begin');
      const job = `job-${state.jobs.size + 1}`;
      state.jobs.set(job, patches);
      return job;
    },
    ask: async (job, patches) => {
      call('ask');
      // It goes on under another name before it is done.
      if (state.jobs.delete(job)) return { going: `${job} goes on` };
      return { outcomes: patches.map(write) };
    },
  });
  const crm: Crm = {
    batches: { page: 100, read: 100, write: 100 },
    prepare: async () => {
      call('prepare');
      state.made = true;
    },
    contacts: async (ids) =>
      ids.flatMap((id) => {
        const one = people.get(id);
        return one ? [contactOf(id, one, state.now())] : [];
      }),
    page: async () => ({ contacts: [] }),
    write: async (patches) => {
      if (patches.length === 0) return [];
      call('write');
      const names = new Set(state.fields.map(({ name }) => name));
      const lost = patches
        .flatMap(({ mapped = {} }) => Object.keys(mapped))
        .filter((name) => !names.has(name));
      if (lost.length > 0) throw new Failure('rejected', 'there is no such field');
      return patches.map(write);
    },
    removeRows: async (gone) => {
      call('removeRows');
      for (const { key } of gone) rows.delete(key);
    },
    notify: async (notices) => {
      call('notify');
      told.push(...notices);
    },
    contactUrl: (contact) => `https://crm.example/${contact}`,
    planned: async () => {
      call('planned');
      return state.made ? [] : PLANNED;
    },
    fields: async () => {
      call('fields');
      return state.fields;
    },
    values: async (ids, names) => {
      call('values');
      return new Map(ids.map((id) => [id, chosen(others.get(id), names)]));
    },
    look: async (ids, names) => {
      call('look');
      const asOf = state.now();
      return new Map(ids.map((id) => [id, { values: chosen(others.get(id), names), asOf }]));
    },
    abilities: () => state.granted,
    around: async () => [],
    withheld: async () => (state.granted.has('deals') ? [] : [NO_RIGHT]),
    openDeals: async (contacts) => {
      call('openDeals');
      if (!state.granted.has('deals')) return { withheld: NO_RIGHT };
      const deals = state.deals.filter(({ contact }) => contacts.includes(contact));
      return { deals, cut: new Set(contacts.filter((contact) => state.cut.has(contact))) };
    },
    add: async (item) => {
      if (state.granted.size === 0) throw new Failure('unauthorized', 'not granted');
      call('add');
      const there = added.findIndex((one) => same(one, item));
      const n = there < 0 ? added.push(item) : there + 1;
      return { id: `${n}`, url: `https://crm.example/items/${n}` };
    },
    planContact: async ({ name, email, company }) => [
      { label: 'Name', value: [name.first, name.last].filter(Boolean).join(' ') },
      ...(email === undefined ? [] : [{ label: 'E-mail', value: email }]),
      { label: 'Company', value: company ?? '?', ...(company === undefined && { says: 'none is stated' }) },
    ],
    addContact: async (who, { insist } = { insist: false }): Promise<ContactOutcome> => {
      call('addContact');
      const same = [...people].find(([, one]) => one.key === who.key);
      const held = [...people].find(([, one]) => who.email !== undefined && one.email === who.email);
      const [there] = same ?? held ?? [];
      if (there !== undefined) {
        return { outcome: same ? 'added' : 'there already', contact: ContactId.parse(there) };
      }
      if (state.alike && !(insist && state.alike.mayInsist)) {
        const others = state.alike.others.map((id) => ContactId.parse(id));
        return { outcome: 'looks like', others, mayInsist: state.alike.mayInsist };
      }
      const contact = ContactId.parse(`new-${people.size + 1}`);
      people.set(contact, who);
      if (state.loses-- > 0) throw new Failure('unavailable', 'the answer was lost');
      return { outcome: 'added', contact };
    },
    leave: async () => {
      call('leave');
      Object.assign(state, { made: false, left: true });
      own.clear();
    },
  };
  const takesBulk = (from: number) => void Object.assign(crm, { bulk: bulkOf(from) });
  return { crm, takesBulk, own, others, rows, told, added, people, calls, state, type };
}

const same = (a: NewItem, b: NewItem) =>
  a.kind === 'list' || b.kind === 'list' ? JSON.stringify(a) === JSON.stringify(b) : a.key === b.key;

function chosen(values: ReadonlyMap<string, string> | undefined, names: readonly string[]) {
  return Object.fromEntries([...(values ?? [])].filter(([name]) => names.includes(name)));
}

function contactOf(id: string, { name, email, company }: Omit<NewContact, 'key'>, changedAt: Date): Contact {
  const shown = [name.first, name.last].filter(Boolean).join(' ');
  const emails = email === undefined ? [] : [email];
  return Contact.parse({ id, name: shown, emails, phones: [], handles: [], company, changedAt });
}
