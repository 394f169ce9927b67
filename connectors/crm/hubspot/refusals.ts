import { z } from 'zod';
import { Failure } from '../../../src/core/failure.ts';
import type { Reply } from './talk.ts';

/** What HubSpot calls an error category, a code that may be shown: never prose, which may quote a person. */
const Code = z
  .string()
  .regex(/^[A-Za-z_.]{2,80}$/)
  .catch('UNKNOWN');

/** `status` is HubSpot's own word, `error` the one of OAuth (RFC 6749 §5.2). */
export const Refusal = z.object({
  status: Code.optional(),
  category: Code.optional(),
  error: Code.optional(),
});

/** Why one row of a batch was not done. */
export const WireTrouble = z
  .looseObject({
    category: Code.default('UNKNOWN'),
    context: z.record(z.string(), z.array(z.string())).default({}),
  })
  .transform(({ category, context, ...more }) => ({
    category,
    context,
    properties: propertiesIn({ context, ...more }),
  }));
export type WireTrouble = z.output<typeof WireTrouble>;

export const NO_SUCH_PROPERTY = 'PROPERTY_DOESNT_EXIST';
export const GONE = 'OBJECT_NOT_FOUND';

/** HubSpot's code for a refusal; the prose beside it may quote a person and is not passed on. */
export function codeOf({ body }: Reply): string {
  const category = Refusal.safeParse(body).data?.category ?? 'UNKNOWN';
  // The code of the property itself stands inside the prose of the refusal.
  return JSON.stringify(body ?? '').includes(NO_SUCH_PROPERTY) ? NO_SUCH_PROPERTY : category;
}

/** What the reply says, where it is a success. @throws Failure `rejected` with the code of a refusal */
export function succeeded(reply: Reply, what: string): unknown {
  if (reply.status < 300) return reply.body;
  throw new Failure('rejected', `HubSpot refused ${what} (${reply.status} ${codeOf(reply)})`);
}

/** The rows of a batch; those that are gone are left out. @throws Failure `unavailable` when one could not be read */
export function allOf<T>(
  { results, errors }: { readonly results: readonly T[]; readonly errors: readonly WireTrouble[] },
  what: string,
): readonly T[] {
  const trouble = errors.find(({ category }) => category !== GONE);
  // What could not be read is not gone: taking it so would remove a person, or a deal.
  if (trouble) throw new Failure('unavailable', `HubSpot could not read all ${what} (${trouble.category})`);
  return results;
}

/**
 * The properties that a refusal is about: in its context, or as JSON inside its prose. Only their names: the values
 * beside them are a person's.
 */
export function propertiesIn(refusal: unknown): readonly string[] {
  const text = JSON.stringify(refusal ?? '').replaceAll('\\', '');
  const found = [...text.matchAll(NAMED)].flatMap(([, name, names]) => name ?? names?.match(NAME) ?? []);
  return [...new Set(found)];
}

const NAME = /[a-z][a-z0-9_]{0,99}/g;
const NAMED =
  /"name":\s*"([a-z][a-z0-9_]{0,99})"|"propertyName":\s*\[("[a-z][a-z0-9_]{0,99}"(?:,\s*"[a-z][a-z0-9_]{0,99}")*)\]/g;
