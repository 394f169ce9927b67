import { expect, it } from 'vitest';
import { addingForbidden } from './adding.ts';

const OPEN = { mayMatchOutside: true, needsConsent: false, clause: 'the clause' };

it('whoever speaks on an open network may be made a contact', () => {
  expect(addingForbidden(OPEN)).toBeUndefined();
});

it.each([
  ['forbids matching outside it', { mayMatchOutside: false }],
  ['wants their consent first', { needsConsent: true }],
  ['lets them be recognised by their e-mail address alone', { onlyByEmail: true as const }],
  ['has what is read there deleted after days', { keepForDays: 30 }],
])('whoever is known from a network that %s may not, and the clause says so', (_what, terms) => {
  expect(addingForbidden({ ...OPEN, ...terms })).toBe('the clause');
});
