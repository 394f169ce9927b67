import { z } from 'zod';

/** What a schema says at its ends, and what else each of them may say: for tests that ask who reads it. */

/** The way to an end, as `profiles[].link.because`. */
export interface Leaf {
  readonly path: string;
  readonly schema: z.ZodType;
}

/** Every end of a schema. What only tells one shape from another (a literal) is none. */
export function leavesOf(schema: z.ZodType, path = ''): readonly Leaf[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) {
    return leavesOf(schema.unwrap() as z.ZodType, path);
  }
  if (schema instanceof z.ZodLiteral) return [];
  if (schema instanceof z.ZodArray) return leavesOf(schema.element as z.ZodType, `${path}[]`);
  if (schema instanceof z.ZodUnion) {
    const all = schema.options.flatMap((one) => leavesOf(one as z.ZodType, path));
    return all.filter((leaf, n) => all.findIndex((other) => other.path === leaf.path) === n);
  }
  if (!(schema instanceof z.ZodObject)) return [{ path, schema }];
  return Object.entries(schema.shape).flatMap(([name, inner]) =>
    leavesOf(inner as z.ZodType, path === '' ? name : `${path}.${name}`),
  );
}

/**
 * The same value with that end of it changed, once for each other thing it may say; the first place that has it.
 * @throws Error where the value does not have that end: it has to say everything
 */
export function changedAt<T>(whole: T, { path, schema }: Leaf, valid: z.ZodType<T>): readonly T[] {
  const place = placeOf(whole, path.split(/(?=\[\])|\./));
  if (place === undefined) throw new Error(`${path} is not in what should say everything`);
  return othersFor(schema, at(whole, place))
    .map((other) => withAt(whole, place, other) as T)
    .filter((one) => valid.safeParse(one).success);
}

type Place = readonly (string | number)[];
type Tree = Readonly<Record<string | number, unknown>>;

function placeOf(value: unknown, [step, ...rest]: readonly string[]): Place | undefined {
  if (step === undefined) return value === undefined ? undefined : [];
  if (typeof value !== 'object' || value === null) return undefined;
  const names = step === '[]' ? Object.keys(value).map(Number) : [step];
  for (const name of names) {
    const further = placeOf((value as Tree)[name], rest);
    if (further) return [name, ...further];
  }
  return undefined;
}

const at = (value: unknown, place: Place): unknown =>
  place.reduce((within, name) => (within as Tree)[name], value);

function withAt(value: unknown, [name, ...rest]: Place, other: unknown): unknown {
  if (name === undefined) return other;
  const changed = withAt((value as Tree)[name], rest, other);
  if (Array.isArray(value)) return value.map((one: unknown, n) => (n === name ? changed : one));
  return { ...(value as object), [name]: changed };
}

const YEAR = 31_557_600_000;

function othersFor(schema: z.ZodType, value: unknown): readonly unknown[] {
  if (schema instanceof z.ZodEnum) return schema.options.filter((option) => option !== value);
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'number') return [value + 5, value - 5, value / 2, 1 - value];
  if (Array.isArray(value)) return [value.map((one) => Number(one) - 5), value.map((one) => Number(one) + 5)];
  if (typeof value !== 'string') return [];
  const when = /^\d{4}-\d\d-\d\dT/.test(value) && new Date(new Date(value).getTime() - YEAR).toISOString();
  return [when || (value.startsWith('https:') ? 'https://other.example/there' : 'In other words')];
}
