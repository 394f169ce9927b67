import { z } from 'zod';
import type { Row } from '../options.ts';

const Person = z.object({ Id: z.string(), Name: z.string().nullish(), Title: z.string().nullish() });

/** Simulator of `KithPerson.cls`: somebody whose social layer a page can show. */
export function personOf(row: Row) {
  const { Id: id, Name: name, Title: says } = Person.parse(row);
  return { id, name, says };
}
export type KithPerson = ReturnType<typeof personOf>;
