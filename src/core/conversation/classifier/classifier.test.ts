import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { learnChecked } from './cross-validate.ts';
import { keptForm, readKept } from './kept.ts';
import { learn } from './learn.ts';
import { classify } from './model.ts';
import { termsOf, wordsIn } from './terms.ts';

const THINGS = ['parcel', 'order', 'package', 'delivery', 'lamp', 'chair', 'book', 'shirt', 'phone', 'bike'];
const ASKS = {
  'where is it': ['where is my', 'still no sign of my', 'when will I get the', 'has anybody seen my'],
  'send it back': [
    'I want to return my',
    'how do I send back the',
    'please take back my',
    'a refund for the',
  ],
  'it is broken': ['my new one is cracked:', 'there is a dent in the', 'it fell apart, the', 'a broken'],
};
const examples = THINGS.flatMap((thing, at) =>
  Object.entries(ASKS).map(([label, says]) => ({ label, text: `${says[at % says.length]} ${thing}` })),
);

const model = learn(examples);

describe('a classifier of an account’s own labels', () => {
  it.each([
    ['Where is my LAMP?', 'where is it'],
    ['please take back my bike!!', 'send it back'],
    ['there is a dent in the chair', 'it is broken'],
  ])('knows what it was taught, in other words: %s', (text, label) => {
    expect(classify(text, model)).toMatchObject({ label });
  });

  it('is less sure of what it never saw, and finds it stranger', () => {
    const known = classify('where is my parcel', model);
    const strange = classify('zebras graze on the wide savannah', model);
    expect(strange.probability).toBeLessThan(known.probability);
    expect(strange.strangeness).toBeGreaterThan(known.strangeness);
  });

  it('learns the same from the same examples', () => {
    expect(learn(examples).weights).toEqual(model.weights);
  });

  it('says of each example what it would have said without it', () => {
    const { checked, model: whole } = learnChecked(examples);
    expect(checked.map(({ truth }) => truth).toSorted()).toEqual(
      examples.map(({ label }) => label).toSorted(),
    );
    const right = checked.filter(({ truth, label }) => truth === label).length / checked.length;
    expect(right).toBeGreaterThan(0.6);
    expect(whole.temperature).toBeGreaterThan(0);
  });

  it('does not say that it knows what cannot be known: labels given out blindly', () => {
    const words = THINGS.flatMap((one) => THINGS.map((other) => `${one}${other}`));
    const blind = words.map((text, at) => ({ text, label: at % 7 < 3 ? 'one' : 'other' }));
    const { checked } = learnChecked(blind);
    const right = checked.filter(({ truth, label }) => truth === label).length / checked.length;
    expect(right).toBeLessThan(0.75);
  });

  it('needs two labels', () => {
    expect(() => learn(examples.filter(({ label }) => label === 'where is it'))).toThrow(/at least two/);
  });

  it('says the same after it was kept in a file', () => {
    const read = readKept(JSON.parse(JSON.stringify(keptForm(model))));
    for (const { text } of examples) {
      const [before, after] = [classify(text, model), classify(text, read)];
      expect(after.label).toBe(before.label);
      expect(after.probability).toBeCloseTo(before.probability, 1);
    }
  });

  it('is not read from a file that was cut', () => {
    const kept = keptForm(model);
    expect(() => readKept({ ...kept, weights: kept.weights.slice(0, 400) })).toThrow(/do not fit together/);
    expect(() => readKept({})).toThrow();
  });

  it('reads any text in any script without harm', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const { probability, strangeness } = classify(text, model);
        expect(probability).toBeGreaterThan(0);
        expect(Number.isFinite(strangeness)).toBe(true);
      }),
    );
  });
});

describe('the terms of a text', () => {
  it('are the same however it is written: capitals, typographic signs, composed letters', () => {
    expect(termsOf('DON’T  wait, Zoé')).toEqual(termsOf("don't wait zoe\u0301"));
  });

  it('tell the order of words', () => {
    expect(termsOf('dog bites man').words).not.toEqual(termsOf('man bites dog').words);
  });

  it('keep other scripts and emoji', () => {
    expect(termsOf('ありがとう').characters.length).toBeGreaterThan(0);
    expect(termsOf('😡').words).not.toEqual(termsOf('😍').words);
  });

  it('are each word, with its neighbours and one that stands between, in any script', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(termsOf(text).words).toHaveLength(3 * wordsIn(text).length + 1);
        expect(termsOf(text)).toEqual(termsOf(wordsIn(text).join(' ')));
      }),
    );
  });
});
