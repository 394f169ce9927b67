import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { termsOf } from '../classifier/terms.ts';
import { INTENT_MODEL } from '../intent/shipped.ts';
import { FACTS } from './features.ts';
import { JointTable } from './joint-table.ts';
import { addFacts, sumsOf } from './model.ts';
import { SOUND_MODEL } from './shipped.ts';

const models = [SOUND_MODEL, INTENT_MODEL] as const;
const joint = new JointTable(models);
const facts = Array.from({ length: FACTS }, () => 0);
const WORDS = 'the app keeps crashing when I open it, love you all so much but what a shame'.split(' ');

function expectSameAsAlone(text: string): void {
  const { words, characters } = termsOf(text);
  const terms = [words, characters];
  const together = joint.sumsOf(terms);
  for (const [i, model] of models.entries()) {
    const alone = sumsOf({ terms, facts }, model);
    const sums = addFacts(facts, model, together[i] ?? []);
    for (const [head, sum] of sums.entries()) expect(sum).toBeCloseTo(alone[head] ?? Number.NaN, 9);
  }
}

describe('models whose terms are looked up together', () => {
  it('say what each of them says alone', () => {
    const words = fc.array(fc.oneof(fc.constantFrom(...WORDS), fc.string({ unit: 'grapheme' })));
    fc.assert(fc.property(words, (some) => expectSameAsAlone(some.join(' '))));
  });

  it('do so of a text of more terms than are added up at once', () => {
    const text = Array.from({ length: 900 }, (_, i) => `${WORDS[(i * i) % WORDS.length]}${i % 89}`).join(' ');
    expect(termsOf(text).characters.length).toBeGreaterThan(5_000);
    expectSameAsAlone(text);
  });
});
