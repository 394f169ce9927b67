import { fold } from './folding.ts';

/** Where somebody says they are; empty where they do not say. A country may be one of several, with `|` between. */
export interface Place {
  readonly city: string;
  readonly country: string;
}

const NOWHERE: Place = { city: '', country: '' };

/** What people write who do not want to say, or are everywhere. */
const NO_PLACE =
  /^(?:(?:fully )?remote|(?:planet )?earth|world(?:wide)?|global|(?:the )?internet|online|every ?where|any ?where|here|home|the moon|mars)$/;

/** Names for cities that are written short. */
const CITIES: ReadonlyMap<string, string> = new Map([
  ['nyc', 'new york'],
  ['new york city', 'new york'],
  ['sf', 'san francisco'],
  ['ldn', 'london'],
  ['dc', 'washington'],
  ['washington dc', 'washington'],
]);

const STATES =
  'alabama al alaska ak arizona az arkansas ar california ca colorado co connecticut ct delaware de florida fl georgia ga ' +
  'hawaii hi idaho id illinois il indiana in iowa ia kansas ks kentucky ky louisiana la maine me maryland md ' +
  'massachusetts ma michigan mi minnesota mn mississippi ms missouri mo montana mt nebraska ne nevada nv ohio oh ' +
  'oklahoma ok oregon or pennsylvania pa tennessee tn texas tx utah ut vermont vt virginia va washington wa wisconsin wi wyoming wy';
const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'sv', 'pl', 'tr', 'uk', 'ja', 'zh'];

let countries: ReadonlyMap<string, string> | undefined;

/** From a name or code, folded, to ISO 3166 codes in small letters: `ca` is Canada or California. */
function countryOf(part: string): string {
  countries ??= readCountries();
  return countries.get(part) ?? '';
}

function readCountries(): ReadonlyMap<string, string> {
  const known = new Map<string, string>();
  const add = (name: string, code: string) => {
    const before = known.get(name);
    if (name !== '' && !before?.split('|').includes(code))
      known.set(name, before ? `${before}|${code}` : code);
  };
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const english = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const codes = letters
    .flatMap((a) => letters.map((b) => a + b))
    .filter((code) => english.of(code) !== undefined);
  for (const code of codes) add(code.toLowerCase(), code.toLowerCase());
  for (const language of LANGUAGES) {
    const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
    for (const code of codes) add(fold(names.of(code) ?? ''), code.toLowerCase());
  }
  for (const word of ['uk', 'england', 'scotland', 'wales', 'northern ireland', 'great britain'])
    add(word, 'gb');
  for (const word of ['usa', 'u.s.', 'u.s.a.', 'america', ...STATES.split(' ')]) add(word, 'us');
  for (const word of ['new york', 'ny', 'new jersey', 'nj', 'new mexico', 'nm', 'north carolina', 'nc'])
    add(word, 'us');
  for (const word of [
    'south carolina',
    'sc',
    'north dakota',
    'nd',
    'south dakota',
    'sd',
    'rhode island',
    'ri',
  ])
    add(word, 'us');
  for (const word of ['new hampshire', 'nh', 'west virginia', 'wv']) add(word, 'us');
  return known;
}

/** `City, Country`, a country alone, or a city alone; a flag stands for its country. */
export function placeOf(text: string): Place {
  const parts = fold(unflagged(text))
    .split(/[,/|·•]/)
    .map((part) => part.replace(/\s+/g, ' ').trim())
    .filter((part) => part !== '' && !NO_PLACE.test(part));
  const [first, ...rest] = parts;
  if (first === undefined) return NOWHERE;
  const last = rest.at(-1);
  if (last === undefined) return alone(first);
  return { city: CITIES.get(first) ?? first, country: countryOf(last) || last };
}

/** `georgia` alone is rather the country, `new york` rather the city. */
function alone(part: string): Place {
  const city = CITIES.get(part);
  if (city !== undefined || part === 'new york' || part === 'washington')
    return { city: city ?? part, country: '' };
  const country = countryOf(part);
  return country === '' ? { city: part, country: '' } : { city: '', country };
}

/** Two regional indicators are a flag (Unicode TR 51). */
function unflagged(text: string): string {
  return text.replace(/[\u{1F1E6}-\u{1F1FF}]{2}/gu, (flag) => {
    const letters = [...flag].map((sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) - 0x1f1e6 + 97));
    return `, ${letters.join('')}`;
  });
}

/** Whether two countries can be one; unknown ones can. */
export function sameCountry(a: string, b: string): boolean {
  return a === b || a.split('|').some((one) => b.split('|').includes(one));
}
