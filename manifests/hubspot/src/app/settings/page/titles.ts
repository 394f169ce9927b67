import { FACTS, MODES } from './talk/settings-shape.ts';
import type { Fact, Mode } from './talk/settings-shape.ts';

const FACT_TITLES = {
  company: 'Employer',
  title: 'Job title',
  place: 'Place',
  website: 'Website',
  bio: 'What they say of themselves',
  handle: 'Handle',
  influence: 'Influence percentile',
} as const satisfies Record<Fact, string>;

export const factTitle = (fact: Fact): string => FACT_TITLES[fact];

/** What each way of writing does, so that it is chosen with open eyes. */
const MODE_TITLES = {
  link: 'Link: only the address of the source',
  'fill blank': 'Fill blank: only where the field is empty',
  suggest: 'Suggest: a person decides each time',
  overwrite: 'Overwrite: always; what was there is kept',
} as const satisfies Record<Mode, string>;

export const FACT_OPTIONS = FACTS.map((value) => ({ value, label: FACT_TITLES[value] }));
export const MODE_OPTIONS = MODES.map((value) => ({ value, label: MODE_TITLES[value] }));
