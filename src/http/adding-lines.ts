import type { ContactId } from '../core/ids.ts';
import type { NamedAddition } from '../flows/listening/adding.ts';
import type { AdditionLine } from './adding-shapes.ts';

export function additionOf(addition: NamedAddition): AdditionLine {
  const { state, by, at, contact, others, mayInsist, says, names } = addition;
  const named = (id: ContactId) => ({ contact: id, ...(names.has(id) && { name: names.get(id) }) });
  return {
    ...{ state, by, at: at.toISOString(), others: others.map(named), mayInsist },
    ...(contact !== undefined && { contact: named(contact) }),
    ...(says !== undefined && { says }),
  };
}
