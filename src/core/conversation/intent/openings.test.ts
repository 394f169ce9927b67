import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TURNS, turnsIn } from './grammar.ts';
import { ANY, openingLetters } from './opening-letters.ts';
import { Openings } from './openings.ts';

const SENTENCES = new URL('sentences/', import.meta.url);
const sentences = readdirSync(SENTENCES).flatMap((file) =>
  readFileSync(new URL(file, SENTENCES), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => (JSON.parse(line) as { readonly text: string }).text),
);

const byTryingAll = (text: string) =>
  TURNS.flatMap(({ says, pattern }) => (pattern.test(text) ? [says] : []));

describe('turns of phrase that cannot be in a text', () => {
  it('are the only ones that are not tried', () => {
    for (const text of sentences) {
      expect(turnsIn(text)).toEqual(byTryingAll(text));
      expect(turnsIn(text.toUpperCase())).toEqual(byTryingAll(text.toUpperCase()));
    }
  });

  it('are not tried either way in words put together as they come', () => {
    const words = fc.array(fc.constantFrom(...sentences.flatMap((text) => text.split(' '))));
    const gap = fc.constantFrom(' ', '-', ' "', '_', '\n@', '');
    fc.assert(
      fc.property(words, gap, (some, between) => {
        expect(turnsIn(some.join(between))).toEqual(byTryingAll(some.join(between)));
      }),
    );
  });

  it('are half of them in an ordinary sentence', () => {
    const openings = new Openings(TURNS.map(({ pattern }) => pattern));
    openings.read('The parcel was sent on Monday and should arrive this week.');
    expect(TURNS.filter((_, i) => openings.has(i)).length).toBeLessThanOrEqual(TURNS.length / 2);
  });
});

describe('the letters with which an expression can begin', () => {
  it.each([
    [/\bstill\b/, ['sti']],
    [/\b(?:i|we)(?:['’]?m| am)? gone/, ["i'm", 'i’m', 'im ', 'i a', 'i g', "we'", 'we’', 'wem', 'we ']],
    [/\b(?:pre-?)?order|^add /, ['pre', 'ord', 'add']],
    [/\b\d+ w/, [`${ANY}${ANY} `, `${ANY} w`]],
    [/\bs+o/, ['so', 'sso']],
    [/\bsu(?:e|ing)/, ['sue', 'sui']],
    [/\bx(?:y){0,4}z/, ['xz', 'xyz', 'xyy']],
    [/refund/, ['ref', ANY]],
  ] as const)('%s', (pattern, letters) => {
    expect([...openingLetters(pattern)].toSorted()).toEqual([...letters].toSorted());
  });

  it('are not guessed of a syntax that is not known', () => {
    for (const pattern of [/\b[a-z]x/, /\b(?=x)/, /\bx{2}/, /\b[^x]/])
      expect(() => openingLetters(pattern)).toThrow(/not known|read only up to/);
  });
});
