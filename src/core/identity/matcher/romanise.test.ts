import fc from 'fast-check';
import { expect, it } from 'vitest';
import { agreement } from '../agreement.ts';
import { companyWords, fold, nameWords } from './folding.ts';

it.each([
  ['Олександр Ковальчук', 'Oleksandr Kovalchuk'],
  ['Αθηνά Παππά', 'Athina Pappa'],
  ['Bjørn Ødegård', 'Bjorn Odegard'],
  ['𝓐𝓭𝓪 Quist', 'Ada Quist'],
  ['Ada\u200b Quist\u200f', 'ada quist'],
])('%s is written %s in Latin letters', (written, latin) => {
  expect(nameWords(written)).toEqual(nameWords(latin));
});

it('a name in a script that does not tell how it is read says nothing against a Latin one', () => {
  expect(agreement.name('山田太郎', 'Taro Yamada')).toBe('unknown');
  expect(agreement.name('محمد الفاتح', 'Mohammed Alfatih')).toBe('unknown');
});

it('a romanised name spelled in another way is no other name', () => {
  expect(agreement.name('Сергій Бойко', 'Serhii Boiko')).not.toBe('different');
  expect(agreement.name('Александр Иванов', 'Sasha Petrenko')).toBe('unknown');
});

it('folding twice changes nothing, and any text can be folded', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
      expect(fold(fold(text))).toBe(fold(text));
    }),
  );
});

it('an employer keeps its name without its legal form, and a name that is one', () => {
  expect(companyWords('Northwind Traders S.p.A.')).toEqual(companyWords('northwind traders s p a'));
  expect(companyWords('Acme SARL')).toEqual(['acme']);
  expect(companyWords('SE')).toEqual(['se']);
});
