import type { Terms } from '../terms.ts';

/**
 * What a network's terms hold us to, rule by rule, each as half a sentence after its name ("is kept for 30 days at the
 * most"). What they leave open is left out.
 */
export function rulesOf(terms: Omit<Terms, 'clause' | 'source'>): readonly string[] {
  const rules: readonly (readonly [boolean, string])[] = [
    [!terms.mayMatchOutside, 'is matched to nobody who is known from elsewhere'],
    [
      terms.onlyByEmail === true,
      'is matched by the e-mail address with which it was found, and by nothing else',
    ],
    [terms.needsConsent, 'is asked only about people whose consent is recorded'],
    [
      terms.keepForDays !== undefined,
      `is kept for ${terms.keepForDays} ${terms.keepForDays === 1 ? 'day' : 'days'} at the most`,
    ],
    [!terms.mayShowInFrame, 'is not shown in a frame'],
    [terms.mayDerive === false, 'has no tone, intent or figures made of it'],
    [true, `loses here within ${terms.deleteWithinHours} hours what is deleted there`],
  ];
  return rules.flatMap(([holds, says]) => (holds ? [says] : []));
}
