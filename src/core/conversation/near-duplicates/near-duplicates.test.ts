import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openGroups } from './groups.ts';
import { alikeness, bandsOf, signatureOf } from './signature.ts';
import { wordingOf } from './wording.ts';

const ORIGINAL = 'The new export finally works and saved our team about two hours every single week';

function together(...texts: readonly string[]): boolean {
  const groups = openGroups();
  return new Set(texts.map((text) => groups.add(text))).size === 1;
}

describe('a post that is passed on', () => {
  it.each([
    ['as it is, marked', `RT @ada.quist: ${ORIGINAL}`],
    ['on another network, with its mark', `${ORIGINAL} via @ada@social.example`],
    ['with a link', `${ORIGINAL} https://quist.example/a?b=c`],
    ['in capitals', ORIGINAL.toUpperCase()],
    ['cut short', `${ORIGINAL.slice(0, Math.floor(ORIGINAL.length * 0.75))}…`],
    ['with a word changed', ORIGINAL.replace('hours', 'days')],
    ['with a comment in front', `You have to read this: ${ORIGINAL}`],
    ['in wide letters', ORIGINAL.replaceAll('e', 'ｅ')],
  ])('%s, is the same post', (_, copy) => {
    expect(together(ORIGINAL, copy)).toBe(true);
    expect(together(copy, ORIGINAL)).toBe(true);
  });

  it('is found in scripts that put no space between words', () => {
    const said = '新しいエクスポート機能がついに動いて、毎週二時間も節約できました';
    expect(together(said, `RT @ada: ${said} すごい`)).toBe(true);
    expect(together(said, '昨日のアップデートから画面が真っ白になって何も押せません')).toBe(false);
  });
});

describe('posts that say something else', () => {
  it.each([
    ['of the same matter', 'Since the last release the export runs for two hours and then fails'],
    ['of two words', 'export works'],
    ['in another script', 'Новая версия работает гораздо быстрее прежней и не падает'],
  ])('%s, are not put together', (_, other) => {
    expect(together(ORIGINAL, other)).toBe(false);
  });

  it('are not put together when they say nothing in words', () => {
    expect(together('https://quist.example', 'https://other.example')).toBe(false);
    expect(together('👍', '👍')).toBe(false);
  });

  it('are put together when short only if they say the very same', () => {
    expect(together('Great news!', '@bo great NEWS')).toBe(true);
    expect(together('Great news', 'Great new')).toBe(false);
  });
});

it('estimates what share of their parts two texts have in common', () => {
  const parts = (text: string) => {
    const padded = ` ${text} `;
    return new Set(Array.from({ length: padded.length - 4 }, (_, i) => padded.slice(i, i + 5)));
  };
  const word = fc.stringMatching(/^[a-z]{2,9}$/);
  const pair = fc.tuple(
    fc.array(word, { minLength: 8, maxLength: 30 }),
    fc.array(word, { minLength: 1, maxLength: 12 }),
  );
  fc.assert(
    fc.property(pair, ([one, more]) => {
      const [a, b] = [one.join(' '), [...one, ...more].join(' ')];
      const [ofA, ofB] = [parts(a), parts(b)];
      const share = ofA.intersection(ofB).size / ofA.union(ofB).size;
      // Five standard errors of 63 draws: once in a million.
      const error = 5 * Math.sqrt((share * (1 - share)) / 63) + 0.03;
      expect(Math.abs(alikeness(signatureOf(a), signatureOf(b)) - share)).toBeLessThan(error);
    }),
  );
});

it('keeps its hashes for ever: what was kept yesterday is found tomorrow', () => {
  const { words } = wordingOf(ORIGINAL);
  expect([...bandsOf(signatureOf(words))].slice(0, 3)).toEqual([560738976, 298459178, 408362083]);
});

it('takes anything at all, however long, without harm', () => {
  const groups = openGroups();
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      const group = groups.add(text);
      if (wordingOf(text).words !== '') expect(groups.add(text)).toBe(group);
    }),
  );
  groups.add('love hate '.repeat(1_000_000));
});
