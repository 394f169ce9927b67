import { expect, it } from 'vitest';
import { rulesOf } from './rules.ts';

const open = { deleteWithinHours: 24, mayMatchOutside: true, mayShowInFrame: true, needsConsent: false };

it('of open terms nothing is told but how soon a deletion counts here', () => {
  expect(rulesOf(open)).toEqual(['loses here within 24 hours what is deleted there']);
});

it.each([
  [{ mayMatchOutside: false }, 'is matched to nobody who is known from elsewhere'],
  [{ needsConsent: true }, 'is asked only about people whose consent is recorded'],
  [{ onlyByEmail: true }, 'is matched by the e-mail address with which it was found, and by nothing else'],
  [{ keepForDays: 30 }, 'is kept for 30 days at the most'],
  [{ mayShowInFrame: false }, 'is not shown in a frame'],
  [{ mayDerive: false }, 'has no tone, intent or figures made of it'],
  [{ deleteWithinHours: 6 }, 'loses here within 6 hours what is deleted there'],
] as const)('tells the rule that %o is', (rule, says) => {
  expect(rulesOf({ ...open, ...rule })).toContain(says);
});
