import { drawn, oneOf, upTo } from './draw.ts';
import type { Random } from './draw.ts';

const GIVEN =
  `john william james george thomas charles henry robert edward mary elizabeth anne margaret jane sarah alice
florence edith ethel annie joseph arthur frederick walter albert harry samuel alfred richard david peter daniel frank
ernest michael benjamin matthew francis hugh philip stephen andrew alexander patrick edmund christopher nicholas anthony
simon martin catherine susan ellen emma emily ada clara martha hannah harriet charlotte caroline louisa maria agnes
frances dorothy helen joan barbara isabella lucy grace olivia amelia isla ava mia ivy lily evie sophia poppy rosie
leo oscar archie noah oliver muhammad theodore lucas logan caleb ethan finley jacob isaac max adam toby reuben ralph
gilbert laurence vincent leonard cecil herbert percy rupert basil clement humphrey roger geoffrey lewis owen evan`
    .trim()
    .split(/\s+/);

const FAMILY =
  `smith jones taylor brown williams wilson johnson davies robinson wright thompson evans walker white roberts
green hall wood jackson clarke clark harris lewis martin cooper ward turner hill moore morris king watson baker harrison
morgan patel young allen mitchell james anderson phillips lee bell parker davis bennett miller cook shaw richardson
marshall collins carter bailey gray cox adams wilkinson foster chapman mason russell powell webb rogers hunt mills holmes
palmer matthews gibson fisher barnes knight lloyd butler barker stevens jenkins dixon fletcher hunter ellis murray graham
reid simpson stewart campbell kelly murphy ryan walsh ford berry hudson burton gordon west cole hart dean spencer newton
lawrence ball potter wallis thornton hobbs sutton carr fuller pearce cross frost nash drake pope finch field lowe bond`
    .trim()
    .split(/\s+/);

const SYLLABLES =
  `an bar cor dal eng fal gar hol in jor kel lund mor nor ost par quist rud sen tor ul vik wal yr zan ash
bri cob der ell fen gis hod ick jud ker lam mel nes ock pil ram sto tre und ves wen`
    .trim()
    .split(/\s+/);
const ENDINGS = 'ton ley son ford man ham well er by worth field wick stone bury ell ing'.split(' ');

/** A family name of two or three syllables; the same number, the same name. */
export function rareFamily(n: number): string {
  const count = SYLLABLES.length;
  const [a, b, end] = [
    n % count,
    Math.floor(n / count) % count,
    Math.floor(n / count / count) % ENDINGS.length,
  ];
  return `${SYLLABLES[a] ?? ''}${n % 3 === 0 ? '' : (SYLLABLES[b] ?? '')}${ENDINGS[(end + a + b) % ENDINGS.length] ?? ''}`;
}

/** How names are spread in one world. */
export interface Names {
  readonly given: (random: Random) => string;
  readonly family: (random: Random) => string;
}

/** @param rare how many family names there are beside the common ones; @param offset the larger, the more even. */
export function namesOf(rare: number, offset = 12): Names {
  const built = Array.from({ length: rare }, (_, n) => rareFamily(n * 7 + 3));
  return {
    given: drawn([...GIVEN, ...Array.from({ length: 150 }, (_, n) => rareFamily(n * 31 + 11))], 8),
    family: drawn([...new Set([...FAMILY, ...built])], offset),
  };
}

/** Places with their postal district, as `["harwick", "hk12"]`. */
export function placesOf(count: number): readonly (readonly [place: string, district: string])[] {
  return Array.from({ length: count }, (_, n) => {
    const place = n % 5 === 0 ? `${rareFamily(n * 13 + 5)} upon ${rareFamily(n)}` : rareFamily(n * 17 + 1);
    return [place, `${place.slice(0, 2)}${1 + (n % 40)}`] as const;
  });
}

export const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);

export function dateOf(from: number, to: number, random: Random): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${from + upTo(to - from, random)}-${two(1 + upTo(12, random))}-${two(1 + upTo(28, random))}`;
}

export const letterOf = (random: Random): string => oneOf([...'abcdefghijklmnopqrstuvwxyz'], random);
