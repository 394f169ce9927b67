import { eld } from 'eld/large';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import kept from '../models/language.json' with { type: 'json' };
import { readKept } from './kept.ts';
import { likenessOf } from './shipped.ts';

/** Words of many scripts, with what stands between and in them. */
const WORDS = [
  'the new export finally works and didn’t take an hour, rock’n’roll',
  'leider schon wieder kaputt gegangen, größer als Straße und ÜBERMUT',
  "aujourd'hui c’est l'été déjà, où sont les œuvres d’hier",
  'İstanbul’da ILIK bir gün, şimdi ağaçların altında çay içiyoruz',
  'Новая версия работает гораздо быстрее прежней, объём не изменился',
  'η νέα έκδοση λειτουργεί ΚΑΛΥΤΕΡΟΣ ΟΔΥΣΣΕΥΣ από την προηγούμενη',
  'お問い 合わせ ありがとう 新しい 機能が 好きです',
  '感谢您 的 反馈 我们 会 尽快 处理',
  '새로운 버전이 훨씬 더 빠르게 작동합니다',
  'الإصدار الجديد يعمل بشكل أسرع من السابق',
  'नया संस्करण पिछले से बेहतर काम करता है',
  'รุ่น ใหม่ ทำงาน ได้ ดีกว่า เดิม',
  'la nueva versión funciona mucho mejor que la anterior, ¿no?',
  'nowa wersja działa znacznie lepiej niż poprzednia, źdźbło',
].flatMap((text) => text.split(' '));
const GAPS = [' ', ' ', ' ', ', ', '. ', "' ", " '", ' `', '’ ', ' 👍🏽 ', '-', '\n', ' 2 ', ' 𝐁 '];

const asEld = (text: string, tag: string) => {
  const told = eld.detect(text);
  const scores = told.language === '' ? {} : told.getScores();
  const others = Object.entries(scores).flatMap(([language, score]) =>
    language === told.language ? [] : [score],
  );
  return {
    best: told.language === '' ? undefined : told.language,
    ...{ score: scores[told.language] ?? 0, other: Math.max(0, ...others), claimed: scores[tag] ?? 0 },
    reliable: told.language !== '' && told.isReliable(),
  };
};

describe('how much a text is like each language', () => {
  const written = fc.array(fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom(...GAPS)), { maxLength: 80 });

  it('is what Nito-ELD says, of three thousand mixtures of words', () => {
    fc.assert(
      fc.property(written, fc.constantFrom('en', 'tr', 'ja', 'xx'), (parts, tag) => {
        const text = parts.flat().join('');
        expect(likenessOf(text, tag)).toEqual(asEld(text, tag));
      }),
      { numRuns: 3_000 },
    );
  }, 60_000);

  it('is what Nito-ELD says of anything at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        expect(likenessOf(text)).toEqual(asEld(text, ''));
      }),
    );
  });

  it('is heard from the end of a long word too, which Nito-ELD does not', () => {
    const text = 'ARIAコマンドにはアクセシブルな名前がなければなりません';
    expect(eld.detect(text).language).toBe('de');
    expect(likenessOf(text).best).toBe('ja');
  });
});

describe('the model of languages', () => {
  it('is not read from a file that was cut', () => {
    expect(() => readKept({ ...kept, columns: kept.columns.slice(0, 4_000) })).toThrow();
    expect(() => readKept({ ...kept, runs: [1, 1, 1, 1] })).toThrow(/do not fit together/);
    expect(() => readKept({})).toThrow();
  });
});
