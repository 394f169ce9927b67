/** Numbers, times and beliefs as the card writes them. Pure: the clock is an argument. */

const LANGUAGE = 'en';
const relative = new Intl.RelativeTimeFormat(LANGUAGE, { numeric: 'auto' });
const ordinals = new Intl.PluralRules(LANGUAGE, { type: 'ordinal' });
const ENDINGS: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd' };

const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_557_600_000],
  ['month', 2_629_800_000],
  ['week', 604_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** `3 days ago`; within a minute `just now`; nothing for what is no time. */
export function ago(iso: string, now: Date): string {
  const ms = new Date(iso).getTime() - now.getTime();
  if (Number.isNaN(ms)) return '';
  const [unit, size] = STEPS.find(([, size]) => Math.abs(ms) >= size) ?? [];
  return unit && size ? relative.format(Math.trunc(ms / size), unit) : 'just now';
}

/** A belief as a person says it; never `100 %`, because it is none. */
export function sure(probability: number): string {
  if (probability > 0.99) return 'over 99 % sure';
  if (probability < 0.01) return 'under 1 % sure';
  return `${Math.round(probability * 100)} % sure`;
}

/** `21st`, `83rd`, `94th`. */
export function ordinal(value: number): string {
  const n = Math.round(value);
  return `${n}${ENDINGS[ordinals.select(n)] ?? 'th'}`;
}

/** `2 profiles`, `1 profile`. */
export const many = (n: number, one: string, more = `${one}s`): string =>
  `${n.toLocaleString(LANGUAGE)} ${n === 1 ? one : more}`;

/** `200 times likelier`: what a reason of so many bits does to the odds. */
export function weight(bits: number): string {
  if (Math.abs(bits) < 0.05) return 'no likelier and no less';
  return `${times(Math.abs(bits))} times ${bits > 0 ? 'likelier' : 'less likely'}`;
}

/** `1 to 700`: the odds that so many bits stand for. */
export function odds(bits: number): string {
  const ratio = times(Math.abs(bits));
  return bits >= 0 ? `${ratio} to 1` : `1 to ${ratio}`;
}

/** Two to the power of `bits`, as exact as a person can use it. */
function times(bits: number): string {
  const ratio = 2 ** bits;
  if (ratio > 1_000_000) return 'over a million';
  return Number(ratio.toPrecision(ratio < 100 ? 2 : 1)).toLocaleString(LANGUAGE);
}

/** At most so many characters, whole ones. */
export function cut(text: string, most: number): string {
  const characters = [...text.replaceAll(/\s+/g, ' ').trim()];
  return characters.length <= most ? characters.join('') : `${characters.slice(0, most - 1).join('')}…`;
}

/** An address that may be opened, or undefined: what people write about themselves is not to be trusted. */
export function safeUrl(text: string): string | undefined {
  return /^https?:\/\/[^\s/]/i.test(text) ? text : undefined;
}
