import { expect, it } from 'vitest';
import type { Terms } from '../terms.ts';
import { matchingForbidden, mayWeigh, refusalOf } from './matching.ts';

const open: Terms = {
  deleteWithinHours: 24,
  mayMatchOutside: true,
  mayShowInFrame: true,
  needsConsent: false,
  clause: 'Profiles may be matched only by consent.',
  source: 'https://network.example/terms',
};

it('lets a network be asked whose terms allow it', () => {
  expect(matchingForbidden(open)).toBeUndefined();
  expect(refusalOf(open, false)).toBeUndefined();
});

it('names the clause that forbids a network to be matched to anybody, whoever consented', () => {
  const terms = { ...open, mayMatchOutside: false };
  expect(matchingForbidden(terms)).toBe(open.clause);
  for (const consented of [true, false])
    expect(refusalOf(terms, consented)).toBe(
      'is not asked, since its terms forbid it: Profiles may be matched only by consent',
    );
});

it('lets a network that needs consent be asked about whoever gave it, and about nobody else', () => {
  const terms = { ...open, needsConsent: true };
  expect(matchingForbidden(terms)).toBeUndefined();
  expect(refusalOf(terms, true)).toBeUndefined();
  expect(refusalOf(terms, false)).toBe(
    'is not asked until this person’s consent is recorded: Profiles may be matched only by consent',
  );
});

it('lets a profile be weighed for whoever it resembles, unless the terms want the e-mail address it was found with', () => {
  const terms = { ...open, onlyByEmail: true } as const;
  const ada = { emails: ['Ada@quist.example'] };
  for (const profile of [{}, { keyedBy: 'somebody@quist.example' }]) {
    expect(mayWeigh(open, profile, ada)).toBe(true);
    expect(mayWeigh(terms, profile, ada)).toBe(false);
  }
  expect(mayWeigh(terms, { keyedBy: 'ada@quist.example' }, ada)).toBe(true);
  expect(mayWeigh(undefined, {}, ada)).toBe(true);
});
