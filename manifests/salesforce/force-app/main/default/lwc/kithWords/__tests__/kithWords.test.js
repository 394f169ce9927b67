import { cut, fill, safeUrl, sure, timeOf, weight } from 'c/kithWords';

jest.mock('@salesforce/label/c.Kith_Sure', () => ({ default: '{0} % sure' }), { virtual: true });
jest.mock('@salesforce/label/c.Kith_Likelier', () => ({ default: '{0} times likelier' }), { virtual: true });
jest.mock('@salesforce/label/c.Kith_Less_Likely', () => ({ default: '{0} times less likely' }), {
  virtual: true,
});

describe('words of the panel', () => {
  it('put values where the label says, whatever they hold', () => {
    expect(fill('{1} of {0}', 'a', '$& {0}')).toBe('$& {0} of a');
    expect(fill('{0} and {1}', 'a')).toBe('a and {1}');
  });

  it('never claim to be certain', () => {
    expect(sure(0.62)).toBe('62 % sure');
    expect(sure(0.999)).toBe('c.Kith_Over_Sure');
    expect(sure(0.001)).toBe('c.Kith_Under_Sure');
  });

  it('say evidence as odds', () => {
    expect(weight(3)).toBe('8 times likelier');
    expect(weight(-3)).toBe('8 times less likely');
    expect(weight(0)).toBe('c.Kith_No_Difference');
    expect(weight(40)).toContain('c.Kith_Over_Million');
  });

  it('cut whole characters on one line', () => {
    expect(cut('a\n b', 10)).toBe('a b');
    expect([...cut('😀😀😀', 2)]).toEqual(['😀', '…']);
  });

  it('open only addresses of pages', () => {
    expect(safeUrl('https://a.example/')).toBe('https://a.example/');
    for (const bad of [
      'javascript:alert(1)',
      'javascript://x%0aalert(1)',
      'data:text/html,x',
      'https://',
      '',
      null,
      undefined,
    ]) {
      expect(safeUrl(bad)).toBeUndefined();
    }
  });

  it('know no time in what is none', () => {
    expect(timeOf('2026-11-26T00:00:00Z')).toBe(Date.UTC(2026, 10, 26));
    for (const bad of ['soon', '', null, undefined]) expect(timeOf(bad)).toBeUndefined();
  });
});
