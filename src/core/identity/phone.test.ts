import fc from 'fast-check';
import { expect, it } from 'vitest';
import { phoneShown, phonesOf } from './phone.ts';

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

it('writes a contact’s numbers as E.164 does, in the country that the contact is in', () => {
  const phones = ['21 98 76 54', '+47 21987654', '+44 (0)20 7946 0958', '4711'];
  expect(phonesOf({ phones, location: 'Oslo, Norway' })).toEqual(['+4721987654', '+442079460958']);
  expect(phonesOf({ phones: ['21 98 76 54', 'ext. 12'], location: undefined })).toEqual([]);
});
