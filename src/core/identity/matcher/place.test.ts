import fc from 'fast-check';
import { expect, it } from 'vitest';
import { placeOf, sameCountry } from './place.ts';

it.each([
  ['Oslo, Norway', 'Oslo, Norge'],
  ['Glasgow, UK', 'Glasgow, Scotland'],
  ['Berlin, DE', 'Berlin 🇩🇪'],
  ['Austin, Texas', 'Austin, United States'],
  ['Montreal, CA', 'Montreal, Canada'],
])('%s and %s are one place', (one, other) => {
  const [a, b] = [placeOf(one), placeOf(other)];
  expect(a.city).toBe(b.city);
  expect(sameCountry(a.country, b.country)).toBe(true);
});

it('another country is another, also where only a code is given', () => {
  expect(sameCountry(placeOf('Oslo, Norway').country, placeOf('Sydney, AU').country)).toBe(false);
  expect(sameCountry(placeOf('fr').country, placeOf('Deutschland').country)).toBe(false);
});

it.each(['Remote', 'planet Earth', 'everywhere', ''])('%s is no place', (text) => {
  expect(placeOf(text)).toEqual({ city: '', country: '' });
});

it('the short name of a city is the city', () => {
  expect(placeOf('NYC')).toEqual(placeOf('New York'));
});

it('reads any text', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 10_000 }), (text) => void placeOf(text)));
});
