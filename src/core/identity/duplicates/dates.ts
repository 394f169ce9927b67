const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** Day and month in the order written where both orders are possible; which is meant, the whole column decides. */
export interface ReadDate {
  readonly year: number;
  readonly first: number;
  readonly second: number;
  /** Whether `first` is known to be the month. */
  readonly monthFirst: boolean | undefined;
}

const dated = (year: string, month: string, day: string): ReadDate => ({
  year: Number(year),
  first: Number(month),
  second: Number(day),
  monthFirst: true,
});

type Reading = readonly [RegExp, (parts: readonly string[]) => ReadDate];

const FORMATS: readonly Reading[] = [
  [/^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})([t ].*)?$/, ([, y = '', m = '', d = '']) => dated(y, m, d)],
  [/^(1\d{3}|20\d{2})(\d{2})(\d{2})$/, ([, y = '', m = '', d = '']) => dated(y, m, d)],
  [/^(\d{4})[-/.](\d{1,2})$/, ([, y = '', m = '']) => dated(y, m, '0')],
  [/^(1[0-9]\d{2}|20\d{2})$/, ([, y = '']) => dated(y, '0', '0')],
  [
    /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})( .*)?$/,
    ([, first = '', second = '', year = '']) => ({
      year: centuryOf(year),
      first: Number(first),
      second: Number(second),
      monthFirst: Number(first) > 12 ? false : Number(second) > 12 ? true : undefined,
    }),
  ],
  [
    /^(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3})[a-z]*[,. -]+(\d{4}|\d{2})$/,
    ([, day = '', month = '', year = '']) => dated(String(centuryOf(year)), monthOf(month), day),
  ],
  [
    /^([a-z]{3})[a-z]*[. ]+(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})$/,
    ([, month = '', day = '', year = '']) => dated(year, monthOf(month), day),
  ],
];

/** A date in any usual way of writing; `undefined` when it is none. */
export function readDate(written: string): ReadDate | undefined {
  const text = written.trim().toLowerCase();
  for (const [pattern, read] of FORMATS) {
    const parts = pattern.exec(text);
    if (!parts) continue;
    const date = read(parts);
    return date.first <= 31 && date.second <= 31 ? date : undefined;
  }
  return undefined;
}

const monthOf = (name: string): string => String(MONTHS.indexOf(name) + 1);
/** Two digits are a year of this century up to 30, else of the last. */
const centuryOf = (year: string): number =>
  year.length > 2 ? Number(year) : Number(year) + (Number(year) <= 30 ? 2000 : 1900);

/**
 * Each value as eight digits `yyyymmdd` with `00` for what is not said, so that dates in different formats compare; a
 * value that is no date keeps its digits, since a slip of the pen leaves most of them.
 */
export function dateTexts(values: readonly string[]): readonly string[] {
  const read = values.map(readDate);
  const votes = read.reduce(
    (sum, d) => sum + (d?.monthFirst === true ? 1 : d?.monthFirst === false ? -1 : 0),
    0,
  );
  // Where a format leaves it open and no day above twelve tells: day first, as most of the world writes.
  const unclear = read.some((d) => d && d.monthFirst === undefined);
  const monthFirst = unclear && votes > 0;
  return values.map((value, at) => {
    const date = read[at];
    if (!date) return value.replace(/\D/g, '').slice(0, 10);
    const inOrder = date.monthFirst ?? monthFirst;
    const [month, day] = inOrder ? [date.first, date.second] : [date.second, date.first];
    return `${String(date.year).padStart(4, '0')}${two(month)}${two(day)}`;
  });
}

const two = (value: number): string => String(value).padStart(2, '0');
