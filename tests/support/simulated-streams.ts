import type { Series } from '../../src/core/warning/series.ts';

/** What a simulated brand is like. */
interface Brand {
  /** Mean posts an hour. */
  readonly mean: number;
  readonly weeks: number;
  /** The smaller, the more one hour differs from the next: the size of a negative binomial. */
  readonly size: number;
  /** From this hour on for a day so many times as much is said. */
  readonly surge?: { readonly at: number; readonly times: number };
}

/** Posts of a brand, hour by hour, with a daily and a weekly season and more spread than chance alone has. */
export function simulatedBrand({ mean, weeks, size, surge }: Brand, random: () => number): Series {
  const hours = weeks * 168;
  const busiest = random() * 24;
  const counts = Float64Array.from({ length: hours }, (_, hour) => {
    const day = 1 + 0.7 * Math.sin(((hour - busiest) / 24) * 2 * Math.PI);
    const week = Math.floor(hour / 24) % 7 >= 5 ? 0.6 : 1.15;
    const times = surge && hour >= surge.at && hour < surge.at + 24 ? surge.times : 1;
    return poisson((mean * day * week * times * gamma(size, random)) / size, random);
  });
  return { times: Float64Array.from({ length: hours }, (_, hour) => hour * 3_600_000), counts };
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Marsaglia & Tsang 2000, for shapes of one and more. */
function gamma(shape: number, random: () => number): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(random);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** Knuth's, and the normal where many are expected. */
function poisson(mean: number, random: () => number): number {
  if (mean > 50) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(random)));
  const end = Math.exp(-mean);
  let count = 0;
  for (let product = random(); product > end; product *= random()) count++;
  return count;
}
