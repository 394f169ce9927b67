import type { CompareCodes } from './compare-texts.ts';
import { commonPrefix, commonSuffix, edits } from './distance.ts';
import type { Field } from './fields.ts';
import { lengthOf, textOf } from './pool.ts';

/** Dates as `yyyymmdd`: see LEVELS. */
export function compareDates({ pool }: Field): CompareCodes {
  const size = pool.starts.length - 1;
  const years = new Int16Array(size);
  const months = new Int8Array(size);
  const days = new Int8Array(size);
  for (let code = 1; code < size; code++) {
    const text = textOf(pool, code);
    if (text.length !== 8) continue;
    years[code] = Number(text.slice(0, 4));
    months[code] = Number(text.slice(4, 6));
    days[code] = Number(text.slice(6));
  }
  /** A date of which only the year is known is often written as its first day. */
  const yearOnly = (code: number) => (months[code] as number) <= 1 && (days[code] as number) <= 1;
  const withinYear = (a: number, b: number, distance: number): number => {
    if (yearOnly(a) !== yearOnly(b)) return 4;
    if (months[a] === days[b] && days[a] === months[b]) return 3;
    if (distance === 1) return 2;
    if (months[a] === months[b]) return 6;
    return days[a] === days[b] || distance === 2 ? 5 : 7;
  };
  return (a, b) => {
    const distance = edits(pool, a, b);
    const [year, other] = [years[a] as number, years[b] as number];
    if (year === 0 || other === 0) return distance === 1 ? 2 : distance === 2 ? 5 : 10;
    if (year === other) return withinYear(a, b, distance);
    const sameDay = months[a] === months[b] && days[a] === days[b];
    if (sameDay && !yearOnly(a)) return distance === 1 ? 2 : 8;
    if (distance === 2) return 5;
    return Math.abs(year - other) <= 10 ? 9 : 10;
  };
}

export function comparePhones({ pool }: Field): CompareCodes {
  return (a, b) => {
    const distance = edits(pool, a, b);
    if (distance <= 2) return distance === 1 ? 2 : 3;
    return commonSuffix(pool, a, b) >= 6 ? 4 : 5;
  };
}

export function comparePostcodes({ pool }: Field): CompareCodes {
  const district = new Int8Array(pool.starts.length - 1);
  for (let code = 1; code < district.length; code++) district[code] = districtLength(textOf(pool, code));
  return (a, b) => {
    const prefix = commonPrefix(pool, a, b);
    const lengths = [district[a] as number, district[b] as number] as const;
    if (edits(pool, a, b) === 1) return 2;
    if (lengths[0] === lengths[1] && prefix >= lengths[0]) return 3;
    return prefix >= 2 ? 4 : 5;
  };
}

/** Letters and digits together: all but the last three, as in `tq13 8df`; digits alone: all but the last two. */
export function districtLength(postcode: string): number {
  const inner = /[a-z]/.test(postcode) ? 3 : 2;
  return Math.max(2, postcode.length - (postcode.length >= 5 ? inner : 1));
}

export function compareNumbers({ pool }: Field): CompareCodes {
  const value = Float64Array.from({ length: pool.starts.length - 1 }, (_, code) =>
    Number.parseFloat(textOf(pool, code)),
  );
  return (a, b) => {
    if (edits(pool, a, b) === 1 && Math.min(lengthOf(pool, a), lengthOf(pool, b)) > 1) return 2;
    const [x, y] = [value[a] as number, value[b] as number];
    return Math.abs(x - y) <= Math.max(2, 0.03 * Math.abs(x)) ? 3 : 5;
  };
}

export function compareIdentifiers({ pool }: Field): CompareCodes {
  return (a, b) => {
    const distance = edits(pool, a, b);
    const shorter = Math.min(lengthOf(pool, a), lengthOf(pool, b));
    if (distance === 1 && shorter > 3) return 2;
    return distance === 2 && shorter > 4 ? 3 : 4;
  };
}
