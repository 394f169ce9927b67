import type { ContactId } from '../../../src/core/ids.ts';

/** The first three characters of an id name its object. */
const PERSONS: Readonly<Record<string, 'Contact' | 'Lead'>> = { '003': 'Contact', '00Q': 'Lead' };
export type Person = 'Contact' | 'Lead';

const CHECKS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/**
 * An id with its checksum: three characters, each telling which of five are capitals. Undefined for what is no id, or has
 * a wrong one. Source: Salesforce, "ID Field Type".
 */
export function wholeId(text: string): string | undefined {
  if (!/^[a-zA-Z0-9]{15}([A-Z0-5]{3})?$/.test(text)) return undefined;
  const check = [0, 5, 10].map((from) => {
    const capitals = [...text.slice(from, from + 5)].map((char) => (/[A-Z]/.test(char) ? 1 : 0));
    return CHECKS[capitals.reduce<number>((sum, bit, place) => sum + bit * 2 ** place, 0)] ?? '';
  });
  const whole = text.slice(0, 15) + check.join('');
  return text.length === 15 || text === whole ? whole : undefined;
}

/** Whether a contact of ours is a Contact or a Lead there; undefined for what never was an id of either. */
export function personOf(id: ContactId): Person | undefined {
  return wholeId(id) === id ? PERSONS[id.slice(0, 3)] : undefined;
}
