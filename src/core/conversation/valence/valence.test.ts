import fc from 'fast-check';
import vader from 'vader-sentiment';
import { lexicon } from 'vader-sentiment/src/vader_lexicon.js';
import { describe, expect, it } from 'vitest';
import { IDIOMS, WORDS } from './lexicon.ts';
import { valenceOf } from './valence.ts';

const compound = (text: string) => valenceOf(text).compound;
const port = (text: string) => vader.SentimentIntensityAnalyzer.polarity_scores(text).compound;

describe('the valence of a text, beside the JavaScript port of VADER', () => {
  // The port hears an idiom only after three other words, and looks for “kind of” there alone.
  const otherwise = new Set(['kind', ...[...IDIOMS.keys()].flatMap((idiom) => idiom.split(' '))]);
  const weighed = Object.keys(lexicon).filter((word) => /^[a-z]{3,}$/.test(word) && !otherwise.has(word));
  const plain = ['the', 'parcel', 'arrived', 'at', 'our', 'office', 'this', 'week', 'but', 'least', 'very'];
  const changing = ['not', 'never', "isn't", 'without', 'so', 'really', 'barely', 'extremely', 'somewhat'];
  const word = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...plain) },
    { weight: 2, arbitrary: fc.constantFrom(...changing) },
    { weight: 2, arbitrary: fc.constantFrom(...weighed) },
    { weight: 1, arbitrary: fc.constantFrom(...weighed).map((one) => one.toUpperCase()) },
  );
  const marks = fc.constantFrom('', '.', '!', '!!', '!!!', '?', '??', '???');
  const sentence = fc.tuple(fc.array(word, { minLength: 1, maxLength: 12 }), marks);

  it('is the same for three thousand sentences of its rules', () => {
    fc.assert(
      fc.property(sentence, ([words, end]) => {
        const text = words.join(' ') + end;
        expect(compound(text)).toBeCloseTo(port(text), 3);
      }),
      { numRuns: 3_000 },
    );
  }, 60_000);

  it('knows every word that it knows', () => {
    for (const [text, valence] of Object.entries(lexicon))
      if (text.length > 1 && !text.includes(' ')) expect(WORDS.get(text)?.valence, text).toBe(valence);
  });
});

describe('what the port does not hear', () => {
  it.each([
    ['(awful)', 'The handle is (awful) again', -0.4],
    ['words written together', 'slow...terrible', -0.4],
    ['words drawn out', 'I loooove it', 0.5],
    ['emoji', 'The new dashboard 😡😡😡', -0.7],
    ['emoji beside a word', 'The new dashboard😍', 0.6],
    ['idioms of words that say nothing', 'We are fed up', -0.3],
    ['a “no” before a word', 'There is no problem', 0.2],
    ['a typographic apostrophe', 'It isn’t good', -0.3],
  ])('%s', (_, text, about) => {
    expect(compound(text) * Math.sign(about)).toBeGreaterThan(Math.abs(about) * 0.7);
  });

  it('is that a “never” of one sentence does not turn the words of the next', () => {
    expect(compound('The last page never. Great team')).toBeGreaterThan(0.4);
  });

  it('is that handles and links say nothing', () => {
    expect(compound('@love https://example.org/love www.happy.example')).toBe(0);
  });

  it('is that the same emoji said a hundred times is no more than said thrice', () => {
    expect(compound(`well ${'😡'.repeat(100)}`)).toBe(compound('well 😡😡😡'));
  });
});

it('weighs any text within its bounds', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      const { compound: value, positive, negative } = valenceOf(text);
      expect(Math.abs(value)).toBeLessThanOrEqual(1);
      expect(positive >= 0 && negative >= 0).toBe(true);
    }),
  );
});
