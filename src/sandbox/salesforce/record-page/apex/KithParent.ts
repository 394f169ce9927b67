import type { ApexCall, Text } from '../apex-class.ts';
import type { Row } from '../options.ts';
import { objectOf } from '../person-pages.ts';

/** Simulator of `KithParent.cls`: the contact or the lead itself; undefined for an id of anything else. */
export function find(personId: Text, { org }: ApexCall): Row | undefined {
  const object = objectOf(personId);
  return object === 'Contact' || object === 'Lead' ? org.find(personId ?? '') : undefined;
}
