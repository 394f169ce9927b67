import type { Org } from '../../src/sandbox/salesforce/org.ts';

/** A value that stood in a mapped field and that Kith wrote over. */
export interface WrittenOver {
  readonly id: string;
  readonly field: string;
  /** What a person had typed. */
  readonly value: string;
}

export interface Typed {
  /** What people typed last into a field after Kith wrote there last, by `id field`. */
  readonly last: ReadonlyMap<string, string>;
  /** Values of people that Kith wrote over and has not put back, in order. */
  readonly over: readonly WrittenOver[];
  /** Who was deleted, merged or converted at any time: what was kept of their fields went with them. */
  readonly parted: ReadonlySet<string>;
  /** Calls back once, after the call in which Kith first filled this field of somebody. */
  whenKithFirstWrites(field: string, tell: (id: string) => void): void;
}

/** Watches who puts what into fields of contacts and leads. Kith's writing bears its name. */
export function typedInto(org: Org, fields: readonly string[]): Typed {
  const stands = new Map<string, { readonly value: string; readonly by: 'Kith' | 'a person' }>();
  const [last, parted] = [new Map<string, string>(), new Set<string>()];
  const over: WrittenOver[] = [];
  let waiting: { readonly field: string; readonly tell: (id: string) => void } | undefined;
  const put = (id: string, field: string, value: string, by: 'Kith' | 'a person') => {
    const [key, before] = [`${id} ${field}`, stands.get(`${id} ${field}`)];
    if (by === 'Kith' && before?.by === 'a person' && before.value !== '')
      over.push({ id, field, value: before.value });
    else if (by === 'Kith') putBack(over, { id, field, value });
    stands.set(key, { value, by });
    if (by === 'Kith') last.delete(key);
    else last.set(key, value);
    if (by === 'Kith' && waiting?.field === field) {
      const { tell } = waiting;
      waiting = undefined;
      setImmediate(() => tell(id));
    }
  };
  for (const row of [...org.rows('Contact'), ...org.rows('Lead')]) {
    for (const field of fields) put(row.Id, field, String(row[field] ?? ''), 'a person');
  }
  org.onChange(({ entity, changeType, recordIds: [id = ''], values, changeOrigin }) => {
    if (entity !== 'Contact' && entity !== 'Lead') return;
    if (changeType === 'DELETE' || changeType === 'UNDELETE' || 'IsConverted' in values) parted.add(id);
    const by = changeOrigin.endsWith(';client=kith') ? 'Kith' : 'a person';
    for (const field of fields) if (field in values) put(id, field, String(values[field] ?? ''), by);
  });
  return { last, over, parted, whenKithFirstWrites: (field, tell) => void (waiting = { field, tell }) };
}

/** What Kith wrote over and writes again is a person's as before: nothing is kept of it beside. */
function putBack(over: WrittenOver[], { id, field, value }: WrittenOver): void {
  const at = over.findLastIndex((one) => one.id === id && one.field === field && one.value === value);
  if (at >= 0) over.splice(at, 1);
}
