import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyphrasesOf } from './keyphrases.ts';

const phrases = (texts: readonly string[], language?: string) =>
  keyphrasesOf(texts.map((text) => ({ text, language }))).map(({ phrase }) => phrase);

describe('what somebody keeps coming back to', () => {
  it('is told in their own words, with how many posts say so', () => {
    const said = keyphrasesOf([
      { text: 'Our harbour robots are out of the lab! Two Harbour Robots sailed today.' },
      { text: 'Why harbour robots need better radar: https://example.com/radar-for-boats' },
      { text: 'Lunch was lovely.' },
    ]);
    expect(said).toEqual([{ phrase: 'harbour robots', posts: 2 }]);
  });

  it('is nothing of what was said once, nor of feelings, little words, numbers, links and whom it was said to', () => {
    expect(phrases(['The export of @mae.example at https://a.example/billing fails'])).toEqual([]);
    expect(
      phrases([
        'I really love this, thanks @mae.example 2026 https://a.example/billing',
        'We love it so much, see https://a.example/billing 2026',
        'Love love love @mae.example, really 2026',
      ]),
    ).toEqual([]);
  });

  it('counts what says the same once', () => {
    const one = 'Come to our open harbour day on the northern pier and see what the crews have built';
    expect(phrases([one, `${one} 🎉`, `RT ${one}`])).toEqual([]);
  });

  it('says a longer phrase instead of its parts', () => {
    const texts = [
      'Lithium iron batteries survive salt water far longer than we thought',
      'Nobody believed in lithium iron batteries when the yard was founded',
    ];
    expect(phrases(texts).map((one) => one.toLowerCase())).toEqual(['lithium iron batteries']);
  });

  it.each([
    [
      'de',
      ['Die Wärmepumpe im Altbau lohnt sich', 'Meine Wärmepumpe läuft', 'Und wieder die Wärmepumpe'],
      'Wärmepumpe',
    ],
    ['ru', ['Мы построили тепловой насос', 'Это тепловой насос для вас'], 'тепловой насос'],
    ['ja', ['新しい量子計算機を作りました', 'この量子計算機は速いです'], '量子計算機'],
  ])('knows the little words of %s, and what is written without spaces', (language, texts, phrase) => {
    expect(phrases(texts, language)).toContain(phrase);
  });

  it('is the same in whatever order the posts come, and never fails', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 8 }), (texts) => {
        const told = (some: readonly string[]) => phrases(some).map((one) => one.toLowerCase());
        expect(told(texts.toReversed()).toSorted()).toEqual(told(texts).toSorted());
      }),
    );
  });
});
