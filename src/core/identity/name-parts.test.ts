import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { namePartsOf } from './name-parts.ts';

describe('a display name in two parts', () => {
  it.each([
    ['Ada Lovelace', 'Ada', 'Lovelace'],
    ['Ada King Lovelace', 'Ada King', 'Lovelace'],
    ['Ludwig van Beethoven', 'Ludwig', 'van Beethoven'],
    ['Otto von der Heide', 'Otto', 'von der Heide'],
    ['Lovelace, Ada', 'Ada', 'Lovelace'],
    ['Ada Lovelace, PhD', 'Ada', 'Lovelace'],
    ['Ada Lovelace 🚀 (she/her)', 'Ada', 'Lovelace'],
    ['  Ada\n Lovelace ', 'Ada', 'Lovelace'],
    ['山田 太郎', '太郎', '山田'],
  ])('%s is %s, %s', (shown, first, last) => {
    expect(namePartsOf(shown)).toEqual({ first, last });
  });

  it.each([
    ['Cher', 'Cher'],
    ['山田太郎', '山田太郎'],
    ['ada_l', 'ada_l'],
  ])('%s stays together as the last name', (shown, last) => {
    expect(namePartsOf(shown)).toEqual({ last });
  });

  it.each(['', '   ', '🚀🚀', '(she/her)', '1234', ', ,'])('“%s” is none', (shown) => {
    expect(namePartsOf(shown)).toBeUndefined();
  });

  it('is made of what stands there, whatever stands there', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (shown) => {
        const parts = namePartsOf(shown);
        if (!parts) return;
        expect(parts.last.trim()).not.toBe('');
        for (const word of `${parts.first ?? ''} ${parts.last}`.split(/\s+/).filter(Boolean))
          expect(shown.slice(0, 300).normalize('NFC')).toContain(word);
      }),
    );
  });
});
