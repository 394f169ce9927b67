import { otherForms } from '../../../src/core/identity/matcher/folding.ts';
import { drawn, oneOf, randomFrom, shuffled, upTo } from './draw.ts';
import type { Random } from './draw.ts';
import { dateOf, letterOf, namesOf, placesOf } from './names.ts';
import type { Names } from './names.ts';
import type { Records } from './records.ts';
import { slips, wrongDate } from './slips.ts';

/** A file of historical persons: shares of rows, except where said. */
export interface Past {
  readonly persons: number;
  /** The most rows of one person; most have few. */
  readonly rows: number;
  /** Persons who have a relative of the same family name, place and calling. */
  readonly relatives: number;
  /** A common factor on all errors; 1 is bad, 2 is very bad. */
  readonly errors: number;
  readonly even?: boolean;
}

interface Person {
  readonly given: string;
  readonly family: string;
  readonly alias: string;
  readonly middle: string;
  readonly dob: string;
  readonly place: string;
  readonly district: string;
  readonly codes: readonly string[];
  readonly gender: string;
  readonly occupation: string;
}

const OCCUPATIONS =
  'politician writer,painter,military officer,cricketer,footballer,lawyer,actor,clergyman,poet,journalist,engineer,botanist,judge,architect,composer,physician,historian,explorer,banker,printer,photographer,novelist,sculptor,chemist,mathematician,singer,naval officer,publisher,rower,tennis player,rugby player,geologist,surgeon,theologian,diplomat'.split(
    ',',
  );
const HEADER =
  'unique_id,cluster,full_name,first_and_surname,first_name,surname,dob,birth_place,postcode_fake,gender,occupation'.split(
    ',',
  );

/** Historical persons as encyclopaedias and registers have them: aliases, titles, half-known dates, other places. */
export function history(past: Past, seed = 1): Records {
  const random = randomFrom(seed);
  const names = namesOf(3500, 18);
  const born = birthPlaces();
  const rows: string[][] = [];
  let former: Person | undefined;
  for (let n = 0; n < past.persons; n++) {
    const fresh = personOf(names, born, random);
    const one: Person = former && random() < past.relatives ? relativeOf(former, fresh, random) : fresh;
    former = one;
    const share = past.even ? random() : random() ** 2.2;
    const versions = 1 + Math.floor(share * past.rows);
    for (let v = 0; v < versions; v++)
      rows.push([`Q${n}-${v + 1}`, `Q${n}`, ...version(one, past.errors, born, random)]);
  }
  return { header: HEADER, rows: shuffled(rows, random), truth: 'cluster' };
}

type Born = (random: Random) => readonly [string, string];

function birthPlaces(): Born {
  const places = placesOf(700);
  const district = new Map(places);
  const place = drawn(
    places.map(([name]) => name),
    8,
  );
  return (random) => {
    const name = place(random);
    return [name, district.get(name) ?? ''];
  };
}

function personOf(names: Names, born: Born, random: Random): Person {
  const [place, area] = born(random);
  const district = `${area}${upTo(3, random)}`.slice(0, 4);
  const code = () => `${district} ${upTo(10, random)}${letterOf(random)}${letterOf(random)}`;
  return {
    given: names.given(random),
    family: names.family(random),
    alias: names.family(random),
    middle: names.given(random),
    dob: dateOf(1500, 1950, random),
    place,
    district,
    codes: Array.from({ length: 1 + upTo(5, random) }, code),
    gender: random() < 0.8 ? 'male' : 'female',
    occupation: drawn(OCCUPATIONS, 2)(random),
  };
}

/** A parent, child, brother or sister: what runs in families is the same. */
function relativeOf(of: Person, fresh: Person, random: Random): Person {
  const year = Number(of.dob.slice(0, 4)) + oneOf([-30, -25, 2, 3, 5, 28, 33], random);
  return {
    ...of,
    given: random() < 0.3 ? of.given : fresh.given,
    middle: fresh.middle,
    dob: `${year}${fresh.dob.slice(4)}`,
    codes:
      random() < 0.5 ? of.codes : fresh.codes.map((code) => `${of.district} ${code.split(' ')[1] ?? ''}`),
    occupation: random() < 0.5 ? of.occupation : fresh.occupation,
  };
}

function version(one: Person, errors: number, born: Born, random: Random): string[] {
  const is = (share: number) => random() < share * errors;
  const form = [...otherForms(one.given)].filter((name) => name.length > 2);
  let given = is(0.14) && form.length > 0 ? oneOf(form, random) : one.given;
  if (is(0.06)) given = one.middle;
  let family = is(0.07) ? one.alias : one.family;
  if (is(0.08)) given = slips(given, 2, random);
  if (is(0.1)) family = slips(family, 2, random);
  if (is(0.03)) [given, family] = [family, given];
  if (is(0.02)) given = '';
  if (is(0.03)) family = '';
  const full = is(0.2)
    ? `${given} ${one.middle} ${family}`
    : is(0.2)
      ? `${given} ${family}, lord ${one.alias}`
      : `${given} ${family}`;
  return [
    full.trim(),
    `${given} ${family}`.trim(),
    given,
    family,
    dobOf(one, is, random),
    ...whereOf(one, is, born, random),
  ];
}

type Is = (share: number) => boolean;

function dobOf(one: Person, is: Is, random: Random): string {
  if (is(0.14)) return '';
  if (is(0.15)) return `${one.dob.slice(0, 4)}-01-01`;
  return is(0.12) ? wrongDate(one.dob, random) : one.dob;
}

function whereOf(one: Person, is: Is, born: Born, random: Random): string[] {
  let [place, code] = [one.place, oneOf(one.codes, random)];
  if (is(0.12)) [place] = born(random);
  if (is(0.05)) place = slips(place, 1, random);
  if (is(0.1)) code = `${born(random)[1]}1 ${upTo(10, random)}${letterOf(random)}${letterOf(random)}`;
  else if (is(0.06)) code = slips(code, 1, random);
  const known = (text: string, missing: number) => (is(missing) ? '' : text);
  const calling = is(0.1) ? oneOf(OCCUPATIONS, random) : one.occupation;
  return [known(place, 0.12), known(code, 0.12), known(one.gender, 0.1), known(calling, 0.15)];
}
