import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judged } from '../judged.ts';
import { heard } from '../sound/features.ts';
import { logistic, sumsOf } from '../sound/model.ts';
import { bestF1, calibration } from './calibrate.ts';
import { hearIntent } from './hear.ts';
import { judgeIntents } from './judge.ts';
import { keptIntents, readIntents } from './kept.ts';
import { learnIntents } from './learn.ts';
import type { Sentence } from './learn.ts';

const intentsOf = (text: string) => judged(heard(text)).intents;
const saidOf = (text: string) =>
  intentsOf(text)
    .filter(({ said }) => said)
    .map(({ label }) => label);

describe('what a post wants', () => {
  it.each([
    ['question', 'How do I change the address on my subscription?'],
    ['complaint', '@acme three weeks and still no refund. Worst service ever.'],
    ['bug', 'the map freezes since the last update'],
    ['praise', 'Thank you so much, your staff were wonderful today'],
    ['purchase', 'How much is the large tent, and is it in stock? I want to order two'],
    ['feature', 'Would be great if you could add a night mode'],
    ['churn', 'We are cancelling our contract and switching to a competitor'],
    [
      'press',
      'I am a reporter for the Evening Post, could your spokesperson give me a comment before my deadline?',
    ],
    ['crisis', 'Hackers leaked the data of millions of customers, police investigate'],
  ] as const)('is heard where somebody means it: %s', (intent, text) => {
    expect(saidOf(text)).toContain(intent);
  });

  it.each([
    'Reading a book in the garden.',
    'My sister works there on weekends',
    'We have two lamps in the hall.',
    '@acme the order number is 4411, thanks',
  ])('is left open where nothing is wanted: %s', (text) => {
    expect(saidOf(text)).toEqual([]);
  });

  it('may be several things at once', () => {
    expect(saidOf('The app crashes all the time since the update. Terrible!').toSorted()).toEqual([
      'bug',
      'complaint',
    ]);
  });

  it('is told with the turns of phrase that spoke for it', () => {
    const [first] = intentsOf('Please add a dark mode');
    expect(first).toMatchObject({ label: 'feature', because: expect.arrayContaining(['asks to add']) });
    // It asks, too, which speaks against a complaint.
    const angry = intentsOf('why do I have to pay 60 to print a boarding pass? robbery');
    expect(angry.find(({ label }) => label === 'complaint')?.because).toEqual(['asks in anger']);
  });

  it('is judged of any text in any script without harm', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        for (const { probability } of intentsOf(text)) {
          expect(probability).toBeGreaterThanOrEqual(0);
          expect(probability).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});

const THINGS = ['lamp', 'train', 'pizza', 'router', 'course', 'watch'];
const sentences: readonly Sentence[] = ['shops', 'trips', 'food'].flatMap((topic) =>
  THINGS.flatMap((thing): readonly Sentence[] => [
    { topic, text: `how does the ${thing} of ${topic} work?`, intents: ['question'] },
    { topic, text: `please add a ${thing} to ${topic}`, intents: ['feature'] },
    { topic, text: `we saw a ${thing} in ${topic}`, intents: [] },
  ]),
);

describe('the model of intents', () => {
  const { model, foreign } = learnIntents(sentences);

  it('judges each sentence by what the other topics taught', () => {
    expect(foreign).toHaveLength(sentences.length);
    const right = foreign.filter(
      ({ sentence, probabilities: [question = 0] }) =>
        question > 0.5 === sentence.intents.includes('question'),
    );
    expect(right.length / foreign.length).toBeGreaterThan(0.95);
  });

  it('says the same after it was kept in a file, and is not read when it judges other intents', () => {
    const kept = keptIntents(model, 'test');
    const read = readIntents(JSON.parse(JSON.stringify(kept)));
    for (const { text } of sentences) {
      const [before] = judgeIntents(heard(text), model);
      const [after] = judgeIntents(heard(text), read);
      expect(after?.label).toBe(before?.label);
      expect(after?.probability).toBeCloseTo(before?.probability ?? 0, 1);
    }
    expect(() => readIntents({ ...kept, intents: ['joy'] })).toThrow(/other intents/);
  });

  it('needs two topics to see what carries over', () => {
    expect(() => learnIntents(sentences.filter(({ topic }) => topic === 'food'))).toThrow(/two topics/);
  });

  it('hears turns of phrase as terms of their own', () => {
    const text = 'how does it work?';
    const { terms, facts } = hearIntent(heard(text));
    const without = sumsOf({ terms: terms.slice(0, 2), facts }, model)[0] ?? 0;
    expect(logistic(sumsOf({ terms, facts }, model)[0] ?? 0)).toBeGreaterThan(logistic(without));
  });
});

describe('probabilities of an intent', () => {
  it('keep what they promise: of sums that are right three times in four, they are three quarters', () => {
    const sums = Array.from({ length: 400 }, (_, i) => (i % 2 === 0 ? 4 : -4));
    const truths = sums.map((sum, i) => (sum > 0 ? i % 8 !== 0 : i % 8 === 1));
    const { of } = calibration(sums, truths);
    expect(of(4)).toBeCloseTo(0.75, 1);
    expect(of(-4)).toBeCloseTo(0.25, 1);
  });

  it('have a best border', () => {
    expect(bestF1([0.9, 0.8, 0.1], [true, true, false])).toBe(1);
    expect(bestF1([0.9, 0.8, 0.1], [false, true, false])).toBeCloseTo(2 / 3);
  });
});
