import { describe, expect, it } from 'vitest';
import type { Terms } from '../terms.ts';
import { keepUntil, matchingForbidden } from './keep.ts';

const terms: Terms = {
  deleteWithinHours: 24,
  mayMatchOutside: true,
  mayShowInFrame: true,
  needsConsent: false,
  clause: 'Do not match people to what you know from elsewhere.',
  source: 'https://network.example/terms',
};

describe('the terms of a network', () => {
  it('say until when a fact may be kept', () => {
    const fetched = new Date('2026-02-27T12:00:00Z');
    expect(keepUntil({ keepForDays: 2 }, fetched)).toEqual(new Date('2026-03-01T12:00:00Z'));
    expect(keepUntil({}, fetched)).toBeUndefined();
  });

  it('forbid matching in their own words, or not at all', () => {
    expect(matchingForbidden(terms)).toBeUndefined();
    expect(matchingForbidden({ ...terms, mayMatchOutside: false })).toBe(terms.clause);
    expect(matchingForbidden({ ...terms, needsConsent: true })).toBe(terms.clause);
  });
});
