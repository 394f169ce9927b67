import type { z } from 'zod';
import { Failure } from './failure.ts';

/**
 * The JSON in what a network delivered.
 * @param title who delivered it, as the error names it.
 * @throws Failure `malformed`, which quotes nothing of it.
 */
export function jsonIn(body: Buffer, title: string): unknown {
  const found = jsonOrNone(body);
  if (found === undefined) throw new Failure('malformed', `${title} delivered something that is no JSON`);
  return found;
}

/** The same where it only has to be looked for; undefined for what is no JSON. */
export function jsonOrNone(body: Buffer | string): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}

/** What was delivered, in the shape it should have. @throws Failure `malformed` */
export function shapeOf<S extends z.ZodType>(schema: S, payload: unknown, title: string): z.output<S> {
  const found = schema.safeParse(payload);
  if (found.success) return found.data;
  throw new Failure('malformed', `${title} delivered an unknown shape`, { cause: found.error });
}
