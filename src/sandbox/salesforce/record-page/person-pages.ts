/** The objects whose record pages show the panel. */
export const OBJECTS = ['Contact', 'Lead', 'Account', 'Case'] as const;
export type ObjectName = (typeof OBJECTS)[number];

/** The first three characters of an id tell what it is of. */
const PREFIXES = {
  Contact: '003',
  Lead: '00Q',
  Account: '001',
  Case: '500',
} as const satisfies Record<ObjectName, string>;

export const isOf = (object: ObjectName, id: string | null | undefined): boolean =>
  id?.startsWith(PREFIXES[object]) ?? false;

/** Which of them an id is of; undefined for any other. */
export const objectOf = (id: string | null | undefined) => OBJECTS.find((object) => isOf(object, id));
