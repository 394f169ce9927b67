import { drawn, oneOf, randomFrom, shuffled, upTo } from './draw.ts';
import type { Random } from './draw.ts';
import { capital, dateOf, namesOf } from './names.ts';
import { farSwap, slips, wrongDate } from './slips.ts';
import type { Records } from './records.ts';

/** How untidy a small membership list is: shares of cells. */
export interface Untidy {
  readonly missing: number;
  readonly missingDates: number;
  readonly wrong: number;
  readonly swapped: number;
}

const CITIES =
  'london london london birmingham leeds glasgow sheffield bradford liverpool edinburgh manchester bristol cardiff leicester coventry nottingham portsmouth plymouth derby southampton hull reading preston newport swansea luton york'.split(
    ' ',
  );
const DOMAINS = 'smith jones brown clark harris-bailey powers lewis miller gonzales hall burton wood'.split(
  ' ',
);

/** A list of `people`, each on one to seven rows, where every cell may be missing or mistyped. */
export function directory(people: number, untidy: Untidy, seed = 1): Records {
  const random = randomFrom(seed);
  const names = namesOf(120, 14);
  const city = drawn(CITIES, 3);
  const rows: string[][] = [];
  for (let n = 0; n < people; n++) {
    const [given, family] = [names.given(random), names.family(random)];
    const stem = oneOf(
      [given, `${given}.${family}`, `${given.slice(0, 1)}.${family}`, `${given}${family.slice(0, 1)}`],
      random,
    );
    const email = `${stem}${10 + upTo(90, random)}@${oneOf(DOMAINS, random)}.${oneOf(['com', 'net', 'org', 'info', 'biz'], random)}`;
    const person = [
      capital(given),
      capital(family),
      dateOf(1950, 2021, random),
      capital(city(random)),
      email,
    ];
    const copies = 1 + upTo(7, random);
    for (let copy = 0; copy < copies; copy++) rows.push([...written(person, untidy, random), String(n)]);
  }
  const mixed = shuffled(rows, random).map((row, id) => [String(id), ...row]);
  return {
    header: ['unique_id', 'first_name', 'surname', 'dob', 'city', 'email', 'cluster'],
    rows: mixed,
    truth: 'cluster',
  };
}

function written(person: readonly string[], untidy: Untidy, random: Random): string[] {
  const [given = '', family = '', dob = '', city = '', email = ''] = person;
  const spoilt = (text: string) => {
    if (random() < untidy.missing) return '';
    if (random() >= untidy.wrong) return text;
    return random() < 0.4 ? farSwap(text, random) : slips(text, 3, random);
  };
  const cut = (text: string) =>
    random() < untidy.wrong * 0.2 ? text.slice(0, Math.max(4, text.length - 2 - upTo(8, random))) : text;
  const names = [spoilt(given), spoilt(family)];
  if (random() < untidy.swapped) names.reverse();
  const date = random() < untidy.wrong ? wrongDate(dob, random) : dob;
  return [...names, random() < untidy.missingDates ? '' : date, spoilt(city), cut(spoilt(email))];
}
