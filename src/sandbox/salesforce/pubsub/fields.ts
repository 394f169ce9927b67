/** A field as the org declares it: the type as describe names it. */
export interface DeclaredField {
  readonly name: string;
  readonly type: string;
}

/** A field of an event: one of its own, or several of the record's that travel together. */
export type EventField =
  | { readonly name: string; readonly type: 'string' | 'boolean' | 'int' | 'double' | 'long' }
  | {
      readonly name: string;
      readonly record: string;
      /** The part's name, and the name of the record's field that it is. */
      readonly parts: readonly { readonly name: string; readonly field: string }[];
    };

const NUMBERS: Readonly<Record<string, 'boolean' | 'int' | 'double' | 'long'>> = {
  boolean: 'boolean',
  int: 'int',
  double: 'double',
  currency: 'double',
  percent: 'double',
  date: 'long',
  datetime: 'long',
};

/** What no event carries: the header names the record, and the rest is the platform's own. */
const NOT_CARRIED = new Set(['Id', 'IsDeleted', 'SystemModstamp', 'ReplayId', 'EventUuid']);
const NAME_PARTS = ['Salutation', 'FirstName', 'LastName', 'MiddleName', 'Suffix'];
const ADDRESS_PARTS = ['Street', 'City', 'State', 'PostalCode', 'Country', 'StateCode', 'CountryCode'];

/**
 * The fields of an event in the order of its schema, to which bitmaps refer. As on the platform a person's name and
 * each address are one field with parts.
 */
export function eventFields(declared: readonly DeclaredField[]): readonly EventField[] {
  const names = new Set(declared.map(({ name }) => name));
  const compounds = new Map<string, EventField>();
  for (const compound of compoundsOf(names)) {
    for (const { field } of compound.parts) compounds.set(field, compound);
  }
  if (compounds.has('LastName')) names.delete('Name');
  const fields = declared
    .filter(({ name }) => names.has(name) && !NOT_CARRIED.has(name))
    .map(({ name, type }) => compounds.get(name) ?? { name, type: NUMBERS[type] ?? ('string' as const) });
  return [...new Set(fields)];
}

function compoundsOf(names: ReadonlySet<string>) {
  const prefixes = [...names].flatMap((name) => /^(\w*)Street$/.exec(name)?.[1] ?? []);
  const addresses = prefixes.map((prefix) => ({
    name: `${prefix}Address`,
    record: 'Address',
    parts: ADDRESS_PARTS.map((name) => ({ name, field: prefix + name })).filter(({ field }) =>
      names.has(field),
    ),
  }));
  if (!names.has('FirstName') || !names.has('LastName')) return addresses;
  const parts = NAME_PARTS.filter((name) => names.has(name)).map((name) => ({ name, field: name }));
  return [{ name: 'Name', record: 'Switchable_PersonName', parts }, ...addresses];
}
