import type { Measure } from '../../core/warning/measures.ts';
import type { AlertLine } from '../../http/warning-shapes.ts';
import { many } from '../words.ts';

export const MEASURES = {
  authors: 'people',
  posts: 'posts',
  negative: 'people who say something negative',
  complaints: 'people who complain',
} as const satisfies Record<Measure, string>;

export const LEVELS = {
  watch: { says: 'Watch', pill: 'plain', often: 'a week' },
  warn: { says: 'Warning', pill: 'warn', often: 'a month' },
  crisis: { says: 'Crisis', pill: 'bad', often: 'a quarter' },
} as const satisfies Record<
  AlertLine['level'],
  { readonly says: string; readonly pill: string; readonly often: string }
>;

/** `9.3`, `120`: as exact as it matters. */
export const number = (value: number): string =>
  value.toLocaleString('en', { maximumFractionDigits: value < 20 ? 1 : 0 });

/** “44 people in 4 hours, where 9.3 are usual.” */
export function observedSays({ observed, measure, hours, expected }: AlertLine): string {
  const time = hours === 1 ? 'one hour' : many(hours, 'hour');
  return `${number(observed)} ${MEASURES[measure]} in ${time}, where ${number(expected)} ${expected === 1 ? 'is' : 'are'} usual.`;
}

/** “When nothing happens, this comes once a quarter.” */
export const promiseSays = ({ level }: Pick<AlertLine, 'level'>): string =>
  `When nothing happens, as much as this comes once ${LEVELS[level].often}.`;
