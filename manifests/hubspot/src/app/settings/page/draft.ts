import { BOUNDS } from './talk/settings-shape.ts';
import type { Field, Mapping, Settings } from './talk/settings-shape.ts';

/** Whether saving would change anything; the order of what is switched off is none. */
export function isChanged(saved: Settings, draft: Settings): boolean {
  return JSON.stringify(inOrder(saved)) !== JSON.stringify(inOrder(draft));
}

const inOrder = ({ off, mappings, callsPerDay, basis, graceDays }: Settings) => [
  off.toSorted(),
  mappings.map(({ fact, network, field, mode }) => [fact, network, field, mode]),
  callsPerDay,
  basis,
  graceDays,
];

/** What speaks against saving, in words; nothing when it may be saved. */
export function checked({ callsPerDay, graceDays, mappings }: Settings): readonly string[] {
  const twice = mappings.filter(({ field }, i) => mappings.findIndex((one) => one.field === field) !== i);
  return [
    ...outside('Calls a day', callsPerDay, BOUNDS.callsPerDay),
    ...outside('Days until everything is purged', graceDays, BOUNDS.graceDays),
    ...twice.map(({ field }) => `Two facts go into ${field}: keep one.`),
    ...(mappings.length > BOUNDS.mappings ? [`At most ${BOUNDS.mappings} fields can be mapped.`] : []),
  ];
}

function outside(what: string, value: number, [least, most]: readonly [number, number]): readonly string[] {
  const fits = Number.isInteger(value) && value >= least && value <= most;
  return fits ? [] : [`${what}: a whole number from ${least} to ${most.toLocaleString('en')}.`];
}

/** A network on or off. */
export function switched(off: readonly string[], network: string, on: boolean): readonly string[] {
  const others = off.filter((one) => one !== network);
  return on ? others : [...others, network];
}

/** Fields that a fact may go into: written by people, and not mapped yet. */
export function mappable(fields: readonly Field[], mappings: readonly Mapping[]): readonly Field[] {
  const taken = new Set(mappings.map(({ field }) => field));
  return fields.filter(({ name, writable, ours }) => writable && !ours && !taken.has(name));
}
