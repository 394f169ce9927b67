import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPost } from './read-post.ts';

describe('language', () => {
  it.each([
    ['The new export finally works and saved us hours this week', 'en'],
    ['Das neue Release ist leider schon wieder kaputt gegangen', 'de'],
    ['La nueva versión funciona mucho mejor que la anterior', 'es'],
    ['お問い合わせありがとうございます。新しい機能が好きです', 'ja'],
    ['Новая версия работает гораздо быстрее прежней', 'ru'],
  ])('%s', (text, tag) => {
    expect(readPost(text).language?.tag).toBe(tag);
  });

  it.each([
    'ok',
    '',
    '👍👍',
    'https://quist.example/very/long/link/with/words',
    '@ada @bo @carol',
    '12345 67890',
  ])('is not guessed from “%s”', (text) => {
    expect(readPost(text).language).toBeUndefined();
  });
});

describe('tone', () => {
  const tone = (text: string) => readPost(text, 'en').tone;

  it('names the words that decided', () => {
    expect(tone('Terrible support and broken docs, I am angry')).toMatchObject({ label: 'negative' });
    expect(tone('Terrible support and broken docs, I am angry')?.because).toContain('terrible −');
    expect(tone('I love this, it works beautifully')).toMatchObject({ label: 'positive' });
  });

  it('hears emoji', () => {
    expect(tone('the demo of the new dashboard 😡😡😡')).toMatchObject({
      label: 'negative',
      because: ['😡 −'],
    });
  });

  it('says that a question or a message is neutral', () => {
    for (const text of ['How do I export contacts as CSV?', 'We moved to the new region on Friday.'])
      expect(tone(text)?.label, text).toBe('neutral');
  });

  it('is not sure of praise beside trouble, which may be irony', () => {
    expect(tone('Great, another outage. Just what I needed today.')).toBeUndefined();
  });

  it('is not sure where words and model disagree', () => {
    expect(tone("superb support during my husband's illness")).toBeUndefined();
  });

  it('is not turned by a “never” of the sentence before', () => {
    const said = 'With exactly 500 labels the last page never arrives. This broke our Monday run.';
    expect(tone(said)).toMatchObject({ label: 'negative', because: ['broke −'] });
    expect(tone('This never broke our Monday run.')?.label).not.toBe('negative');
  });

  it('is not guessed in a language whose words are not weighed', () => {
    expect(readPost('Das neue Release ist schrecklich und furchtbar kaputt').tone).toBeUndefined();
  });

  it('is surer of stronger words', () => {
    const mild = tone('this is a good and useful release')?.probability ?? 0;
    const strong = tone('this is an absolutely GREAT, wonderful, amazing release!!!')?.probability ?? 0;
    expect(strong).toBeGreaterThan(mild);
  });
});

describe('emotion', () => {
  const emotion = (text: string) => readPost(text, 'en').emotion?.label;

  it.each([
    ['Thank you so much, you made my day!', 'joy'],
    ['I am so scared of the next update', 'fear'],
    ['I am furious, this makes me so angry', 'anger'],
    ['I miss you so much, my heart is broken', 'sadness'],
    ['The smell of this is disgusting, gross', 'disgust'],
  ])('%s', (text, label) => {
    expect(emotion(text)).toBe(label);
  });

  it('is not made out of a plain message', () => {
    expect(emotion('The parcel was sent on Monday and should arrive this week.')).toBeUndefined();
  });
});

describe('toxicity', () => {
  const toxicity = (text: string) => readPost(text, 'en').toxicity?.label;

  it('is told from plain criticism, however hard', () => {
    expect(toxicity('You fucking stupid bitch, shut up')).toBe('offensive');
    expect(toxicity('The worst update ever, everything is slow and the support is useless.')).toBe('civil');
  });

  it('is not told where it is not sure', () => {
    for (const text of ['you look like a snack', 'Night shift in the kitchen'])
      expect(toxicity(text), text).toBeUndefined();
  });

  it('is not taken from a casual word', () => {
    for (const text of ['lol', 'haha yeah right', 'RIP grandpa, miss you'])
      expect(toxicity(text), text).not.toBe('offensive');
  });
});

it('reads anything at all without harm', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
      const { tone, language } = readPost(text);
      for (const p of [tone?.probability, language?.probability])
        if (p !== undefined) expect(p >= 0 && p <= 1).toBe(true);
    }),
  );
});

it('reads the first 5,000 characters of a post, however much follows', () => {
  const read = 'I love this release. '.repeat(300).slice(0, 5_000);
  expect(readPost(`${read}${'terrible, broken, awful '.repeat(100_000)}`)).toEqual(readPost(read));
});
