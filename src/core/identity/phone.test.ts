import fc from 'fast-check';
import { expect, it } from 'vitest';
import { phoneShown } from './phone.ts';

it('finds the number however it is written, with the country it is in', () => {
  expect(phoneShown('Call me: +47 21 98 76 54', ['21987654'], 'no')).toBe('+47 21 98 76 54');
  expect(phoneShown('tel 020 7946 0958 (office)', ['+44 20 7946 0958'], 'gb')).toContain('7946');
  expect(phoneShown('+1 (202) 555-0143', ['202-555-0143'])).toContain('555-0143');
});

it('finds no other number, no year and no extension', () => {
  expect(phoneShown('Since 1998, 12345', ['12345'])).toBeUndefined();
  expect(phoneShown('+47 21 98 76 55', ['21987654'], 'no')).toBeUndefined();
  expect(phoneShown('', ['21987654'], 'no')).toBeUndefined();
});

it('reads any text', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 10_000 }), fc.string(), fc.string(), (text, number, country) => {
      phoneShown(text, [number], country);
    }),
    { numRuns: 60 },
  );
});
