import { Failure } from '../../src/core/failure.ts';
import { KITH_FIELDS } from '../../src/core/record/patch.ts';
import type { Patch } from '../../src/core/record/patch.ts';
import type { Crm } from '../../src/ports/crm.ts';
import type { CrmField, Planned } from '../../src/ports/crm-items.ts';

type Value = string | number | null;

/** A CRM that only remembers: what Kith made, what it wrote, what people put into its own fields, how often it was asked. */
export interface MemoryCrm {
  readonly crm: Crm;
  /** What stands in Kith's own fields, by contact. */
  readonly own: Map<string, Map<string, Value>>;
  /** What stands in the fields people work with, by contact. */
  readonly others: Map<string, Map<string, string>>;
  /** Every call, in order. */
  readonly calls: string[];
  readonly state: {
    made: boolean;
    left: boolean;
    /** From now on it fails so. */
    trouble?: Failure;
    /** Values that a field does not take. */
    refuses: ReadonlySet<string>;
    fields: readonly CrmField[];
  };
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

export function openMemoryCrm(): MemoryCrm {
  const [own, others] = [new Map<string, Map<string, Value>>(), new Map<string, Map<string, string>>()];
  const calls: string[] = [];
  const state: MemoryCrm['state'] = { made: false, left: false, refuses: new Set(), fields: FIELDS };
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
  const write = ({ contact, fields, mapped = {} }: Patch) => {
    if (Object.values(mapped).some((value) => value !== null && state.refuses.has(value))) {
      return { contact, outcome: 'refused', says: 'INVALID' } as const;
    }
    own.set(contact, new Map([...(own.get(contact) ?? []), ...Object.entries(fields)]));
    for (const [name, value] of Object.entries(mapped)) type(contact, name, value);
    return { contact, outcome: 'written' } as const;
  };
  const crm: Crm = {
    batches: { page: 100, read: 100, write: 100 },
    prepare: async () => {
      call('prepare');
      state.made = true;
    },
    contacts: async () => [],
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
    abilities: () => new Set(),
    around: async () => [],
    add: async () => {
      throw new Failure('unauthorized', 'not granted');
    },
    leave: async () => {
      call('leave');
      Object.assign(state, { made: false, left: true });
      own.clear();
    },
  };
  return { crm, own, others, calls, state, type };
}

function chosen(values: ReadonlyMap<string, string> | undefined, names: readonly string[]) {
  return Object.fromEntries([...(values ?? [])].filter(([name]) => names.includes(name)));
}
