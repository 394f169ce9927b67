import { z } from 'zod';

const Snak = z.object({
  snaktype: z.string(),
  datavalue: z.object({ value: z.unknown() }).optional(),
});

/**
 * What is kept under ids (`P856`, `Q42`), whatever else may be written beside; empty is written as a list.
 */
export function underIds<S extends z.ZodType>(ids: RegExp, schema: S) {
  return z
    .union([
      z.record(z.string(), z.unknown()),
      z.array(z.never()).transform((): Record<string, unknown> => ({})),
    ])
    .transform((all) => Object.fromEntries(Object.entries(all).filter(([id]) => ids.test(id))))
    .pipe(z.record(z.string(), schema));
}

const PROPERTY = /^P\d+$/;

/** One statement of an item about a property. */
const Claim = z.object({
  mainsnak: Snak,
  rank: z.enum(['preferred', 'normal', 'deprecated']),
  qualifiers: underIds(PROPERTY, z.array(Snak)).optional(),
});

/** Property → statements. */
export const WireClaims = underIds(PROPERTY, z.array(Claim));
export type WireClaims = z.output<typeof WireClaims>;

/** `end time` */
const ENDED = 'P582';

/**
 * What holds now of a property, the best-ranked first: neither what is deprecated, nor what ended, nor `unknown`; where
 * something is preferred, only that.
 */
function holding(claims: WireClaims, property: string): readonly unknown[] {
  const all = claims[property] ?? [];
  const now = all.filter(
    ({ rank, qualifiers }) => rank !== 'deprecated' && qualifiers?.[ENDED] === undefined,
  );
  const preferred = now.filter(({ rank }) => rank === 'preferred');
  return (preferred.length > 0 ? preferred : now)
    .filter(({ mainsnak }) => mainsnak.snaktype === 'value')
    .map(({ mainsnak }) => mainsnak.datavalue?.value);
}

/** The texts of a property: addresses, names of accounts. */
export function textsOf(claims: WireClaims, property: string): readonly string[] {
  return holding(claims, property).filter((value) => typeof value === 'string');
}

const Item = z.object({ id: z.string().regex(/^Q[1-9]\d*$/) });

/** The items that a property leads to. */
export function itemsOf(claims: WireClaims, property: string): readonly string[] {
  return holding(claims, property).flatMap((value) => Item.safeParse(value).data?.id ?? []);
}

/** Whether anything at all is written under a property, `unknown` included. */
export function isTold(claims: WireClaims, property: string): boolean {
  return Object.hasOwn(claims, property);
}
