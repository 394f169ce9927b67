import { expect, it } from 'vitest';
import type { Terms } from '../terms.ts';
import { matchingForbidden } from './matching.ts';

const open: Terms = {
  deleteWithinHours: 24,
  mayMatchOutside: true,
  mayShowInFrame: true,
  needsConsent: false,
  clause: 'Profiles may be matched only by consent.',
  source: 'https://network.example/terms',
};

it('lets a network be matched whose terms allow it', () => {
  expect(matchingForbidden(open)).toBeUndefined();
});

it.each([{ mayMatchOutside: false }, { needsConsent: true }])(
  'names the clause that forbids it: %o',
  (rule) => {
    expect(matchingForbidden({ ...open, ...rule })).toBe(open.clause);
  },
);
