import type { AlertLevel } from './alerts.ts';
import type { Watched } from './measures.ts';
import type { RaisedAlert } from './raised.ts';

export const MEASURE_WORDS = {
  authors: 'people',
  posts: 'posts',
  negative: 'people who say something negative',
  complaints: 'people who complain',
  'negative share': 'negative people among those who speak',
} as const satisfies Record<Watched, string>;

export const LEVEL_WORDS = {
  watch: 'Watch',
  warn: 'Warning',
  crisis: 'Crisis',
} as const satisfies Record<AlertLevel, string>;

/** How seldom as much as that comes when nothing happens. */
const SELDOM = { watch: 'a week', warn: 'a month', crisis: 'a quarter' } as const satisfies Record<
  AlertLevel,
  string
>;

/** `9.3`, `120`: as exact as it matters. */
export const figure = (value: number): string =>
  value.toLocaleString('en', { maximumFractionDigits: value < 20 ? 1 : 0 });

/** “44 people in 4 hours, where 9.3 are usual.” */
export function observedSays({
  observed,
  measure,
  hours,
  expected,
}: Pick<RaisedAlert, 'observed' | 'measure' | 'hours' | 'expected'>): string {
  const time = hours === 1 ? 'one hour' : `${hours} hours`;
  return `${figure(observed)} ${MEASURE_WORDS[measure]} in ${time}, where ${figure(expected)} ${expected === 1 ? 'is' : 'are'} usual.`;
}

/** “When nothing happens, as much as this comes once a quarter.” */
export const promiseSays = ({ level }: Pick<RaisedAlert, 'level'>): string =>
  `When nothing happens, as much as this comes once ${SELDOM[level]}.`;
