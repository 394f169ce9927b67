import { digitsOf, drawn, oneOf, randomFrom, shuffled, upTo } from './draw.ts';
import type { Random } from './draw.ts';
import { dateOf, namesOf, placesOf, rareFamily } from './names.ts';
import type { Records } from './records.ts';
import { slips } from './slips.ts';

/** A register after FEBRL's generator (Christen 2005): how many copies there are, and how many changes one has. */
export interface Register {
  readonly originals: number;
  readonly duplicates: number;
  /** At most so many copies of one record. */
  readonly copies: number;
  /** At most so many changes in one copy. */
  readonly changes: number;
  /** Share of cells missing in the originals. */
  readonly missing: number;
}

const HEADER = [
  'rec_id',
  'given_name',
  'surname',
  'street_number',
  'address_1',
  'address_2',
  'suburb',
  'postcode',
  'state',
  'date_of_birth',
  'soc_sec_id',
  'cluster',
] as const;
const STATES = ['nsw', 'nsw', 'nsw', 'vic', 'vic', 'qld', 'qld', 'wa', 'sa', 'tas', 'act', 'nt'];
const STREETS = ['street', 'place', 'crescent', 'avenue', 'road', 'circuit', 'close', 'drive'];
const SWAPS = [
  [0, 1],
  [3, 4],
  [4, 5],
] as const;

export function register(shape: Register, seed = 1): Records {
  const random = randomFrom(seed);
  const person = people(random, shape.missing);
  const originals = Array.from({ length: shape.originals }, () => person());
  const rows = originals.map((one, n) => [`rec-${n}-org`, ...one, String(n)]);
  const left = originals.map(() => shape.copies);
  for (let made = 0; made < shape.duplicates;) {
    const n = upTo(originals.length, random);
    if (left[n] === 0) continue;
    const copy = shape.copies - (left[n] ?? 0);
    left[n] = (left[n] ?? 0) - 1;
    rows.push([
      `rec-${n}-dup-${copy}`,
      ...changed(originals[n] ?? [], 1 + upTo(shape.changes, random), random),
      String(n),
    ]);
    made++;
  }
  return { header: HEADER, rows: shuffled(rows, random), truth: 'cluster' };
}

function people(random: Random, missing: number): () => string[] {
  const names = namesOf(4000, 20);
  const suburb = drawn(
    Array.from(placesOf(1500), ([place]) => place),
    60,
  );
  const known = (text: string) => (random() < missing ? '' : text);
  return () => {
    const town = suburb(random);
    const code = 2000 + ((town.length * 7919 + town.charCodeAt(0) * 613 + town.charCodeAt(2) * 97) % 5900);
    return [
      known(names.given(random)),
      known(names.family(random)),
      known(String(1 + upTo(random() < 0.7 ? 120 : 900, random))),
      known(`${rareFamily(upTo(2500, random))} ${oneOf(STREETS, random)}`),
      random() < 0.35
        ? ''
        : random() < 0.3
          ? `unit ${1 + upTo(40, random)}`
          : `${rareFamily(upTo(900, random))} ${oneOf(['park', 'villa', 'house'], random)}`,
      known(town),
      String(code),
      known(STATES[code % STATES.length] ?? ''),
      random() < missing * 2 ? '' : dateOf(1900, 2000, random).replaceAll('-', ''),
      digitsOf(1_000_000 + upTo(9_000_000, random), 7),
    ];
  };
}

/** At most three changes in a cell. */
function changed(original: readonly string[], changes: number, random: Random): string[] {
  const row = [...original];
  const touched = row.map(() => 0);
  for (let n = 0; n < changes; n++) {
    const at = upTo(row.length, random);
    if ((touched[at] ?? 0) >= 3) continue;
    touched[at] = (touched[at] ?? 0) + 1;
    const roll = random();
    if (roll < 0.06) row[at] = '';
    else if (roll < 0.14) {
      const [a, b] = oneOf(SWAPS, random);
      [row[a], row[b]] = [row[b] ?? '', row[a] ?? ''];
    } else if (roll < 0.2 && row[at]?.includes(' ')) row[at] = row[at].replace(' ', '');
    else row[at] = slips(row[at] ?? '', 1, random);
  }
  return row;
}
