/** Numbers, times and names as the page writes them. Pure: the clock is an argument. */

const LANGUAGE = 'en';
const relative = new Intl.RelativeTimeFormat(LANGUAGE, { numeric: 'auto' });
const absolute = new Intl.DateTimeFormat(LANGUAGE, { dateStyle: 'medium', timeStyle: 'short' });
const languages = new Intl.DisplayNames([LANGUAGE], { type: 'language' });

const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_557_600_000],
  ['month', 2_629_800_000],
  ['week', 604_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** `3 days ago`; within a minute `just now`. */
export function ago(iso: string, now: Date): string {
  const ms = new Date(iso).getTime() - now.getTime();
  const [unit, size] = STEPS.find(([, size]) => Math.abs(ms) >= size) ?? [];
  return unit && size ? relative.format(Math.trunc(ms / size), unit) : 'just now';
}

/** `Nov 21, 2026, 2:03 PM` in the reader's time zone. */
export const on = (iso: string): string => absolute.format(new Date(iso));

/** A belief as a person says it; never `100 %`, because it is none. */
export function sure(probability: number): string {
  if (probability > 0.99) return 'over 99 % sure';
  if (probability < 0.01) return 'under 1 % sure';
  return `${Math.round(probability * 100)} % sure`;
}

const ordinals = new Intl.PluralRules(LANGUAGE, { type: 'ordinal' });
const ENDINGS: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd' };

/** `21st`, `83rd`, `94th`. */
export function ordinal(value: number): string {
  const n = Math.round(value);
  return `${n}${ENDINGS[ordinals.select(n)] ?? 'th'}`;
}

/** `2 profiles`, `1 profile`. */
export const many = (n: number, one: string, more = `${one}s`): string =>
  `${n.toLocaleString(LANGUAGE)} ${n === 1 ? one : more}`;

/** A language's English name; the tag itself when it is none. */
export function languageOf(tag: string): string {
  try {
    return languages.of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** Up to two letters that stand for a name. */
export function initials(name: string | undefined): string {
  const parts = (name ?? '').split(/\s+/).filter((part) => /^\p{L}/u.test(part));
  const letters = [parts.at(0), parts.length > 1 ? parts.at(-1) : undefined].map(
    (part) => [...(part ?? '')][0],
  );
  return letters.join('').toLocaleUpperCase() || '?';
}

/** An address that may be opened, or `undefined`: what people write about themselves is not to be trusted. */
export function safeUrl(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : undefined;
}

/** `+7.7 bits, 200 times likelier`: what a reason with this weight does to the odds. */
export function weight(bits: number): string {
  if (Math.abs(bits) < 0.05) return '0 bits, no likelier and no less';
  return `${signed(bits)} bits, ${times(Math.abs(bits))} times ${bits > 0 ? 'likelier' : 'less likely'}`;
}

/** `−9.4 bits, odds of 1 to 700`: what the bits that stand for a belief come to. */
export function odds(bits: number): string {
  const many = times(Math.abs(bits));
  return `${signed(bits)} bits, odds of ${bits >= 0 ? `${many} to 1` : `1 to ${many}`}`;
}

const signed = (bits: number) => `${bits < 0 ? '−' : '+'}${Math.abs(bits).toFixed(1)}`;

/** Two to the power of `bits`, as exact as a person can use it. */
function times(bits: number): string {
  const ratio = 2 ** bits;
  if (ratio > 1_000_000) return 'over a million';
  return Number(ratio.toPrecision(ratio < 100 ? 2 : 1)).toLocaleString(LANGUAGE);
}
