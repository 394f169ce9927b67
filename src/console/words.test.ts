import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ago, initials, languageOf, many, odds, ordinal, safeUrl, sure, weight } from './words.ts';

const now = new Date('2026-11-22T12:00:00Z');
const HOUR = 3_600_000;
const before = (ms: number) => new Date(now.getTime() - ms).toISOString();

describe('the words of the page', () => {
  it.each([
    [20_000, 'just now'],
    [5 * 60_000, '5 minutes ago'],
    [3 * HOUR, '3 hours ago'],
    [30 * HOUR, 'yesterday'],
    [24 * 9 * HOUR, 'last week'],
    [24 * 400 * HOUR, 'last year'],
  ])('say how long ago %i ms is', (ms, says) => {
    expect(ago(before(ms), now)).toBe(says);
  });

  it('never claim to be certain', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (p) => {
        expect(sure(p)).not.toMatch(/\b(0|100) %/);
      }),
    );
    expect(sure(0.973)).toBe('97 % sure');
  });

  it('count and rank in English', () => {
    expect([1, 2, 1234].map((n) => many(n, 'reply', 'replies'))).toEqual([
      '1 reply',
      '2 replies',
      '1,234 replies',
    ]);
    expect([1, 2, 3, 11, 22, 93, 0].map(ordinal)).toEqual([
      '1st',
      '2nd',
      '3rd',
      '11th',
      '22nd',
      '93rd',
      '0th',
    ]);
  });

  it('name a language, or give back a tag that is none', () => {
    expect(languageOf('sv')).toBe('Swedish');
    expect(languageOf('not a tag')).toBe('not a tag');
  });

  it('stand two letters for any name', () => {
    expect(['Mara Lindqvist', 'Ada', 'Zofia Maria Wiśniewska', '', undefined, '<b>'].map(initials)).toEqual([
      'ML',
      'A',
      'ZW',
      '?',
      '?',
      '?',
    ]);
  });

  it('open web addresses and nothing else', () => {
    expect(safeUrl('https://ada.example/x')).toBe('https://ada.example/x');
    const others = [
      'javascript:alert(1)',
      ' JaVaScRiPt:alert(1)',
      'data:text/html,x',
      'file:///etc/passwd',
      '//x',
      '',
    ];
    expect(others.map(safeUrl)).toEqual(others.map(() => undefined));
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(safeUrl(text) ?? 'https://').toMatch(/^https?:/);
      }),
    );
  });
});

describe('a weight of evidence', () => {
  it('says what it does to the odds, no more exactly than a person can use', () => {
    expect([7.7, 4.2, -2.2, 0.01, 40].map(weight)).toEqual([
      '+7.7 bits, 200 times likelier',
      '+4.2 bits, 18 times likelier',
      '−2.2 bits, 4.6 times less likely',
      '0 bits, no likelier and no less',
      '+40.0 bits, over a million times likelier',
    ]);
    expect([-9.4, 3.2, 0].map(odds)).toEqual([
      '−9.4 bits, odds of 1 to 700',
      '+3.2 bits, odds of 9.2 to 1',
      '+0.0 bits, odds of 1 to 1',
    ]);
  });
});
