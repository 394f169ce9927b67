import type { OrgRows, Row } from './options.ts';

/** The org as code of the package sees it: the package's own names stand without the namespace under which it is installed. */
export function asPackage(org: OrgRows): OrgRows {
  if (org.namespace === '') return org;
  const prefix = `${org.namespace}__`;
  const inside = (row: Row): Row => rename(row, (name) => name.replace(prefix, ''));
  const outside = (name: string) => (isOwn(name) ? `${prefix}${name}` : name);
  return {
    ...org,
    rows: (object) => org.rows(outside(object)).map(inside),
    find: (id) => {
      const row = org.find(id);
      return row && inside(row);
    },
    create: (object, fields) => org.create(outside(object), rename(fields, outside)),
  };
}

/** What the package brings ends like this; what Salesforce itself brings does not. */
const isOwn = (name: string) => /__(c|r|e|mdt|pc)$/.test(name);

const rename = (row: Row, name: (field: string) => string): Row =>
  Object.fromEntries(Object.entries(row).map(([field, value]) => [name(field), value]));
