import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agreement } from './agreement.ts';
import type { Agreement } from './name-agreement.ts';

type Case = readonly [string, string, Agreement];

function bothWays(field: keyof typeof agreement, [a, b, expected]: Case): void {
  expect(agreement[field](a, b)).toBe(expected);
  expect(agreement[field](b, a)).toBe(expected);
}

describe('two names', () => {
  it.each<Case>([
    ['Ada Quist', 'Quist, Ada', 'same'],
    ['Dr. Ada Quist', 'ada quist 🚀', 'same'],
    ['Ada Quist', 'Ada Quist (she/her)', 'same'],
    ['José Núñez', 'Jose Nunez', 'same'],
    ['Jørgen Åse', 'Jorgen Ase', 'same'],
    ['Anna Müller', 'Anna Mueller', 'same'],
    ['Łukasz Weiß', 'Lukasz Weiss', 'same'],
    ['Sinéad O’Connor', 'Sinead OConnor', 'same'],
    ['Ada Quist', 'A. Quist', 'compatible'],
    ['Ada Quist', 'Ada Q.', 'compatible'],
    ['Ada Quist', 'Ada', 'compatible'],
    ['William Gates', 'Bill Gates', 'compatible'],
    ['Ada Byron Quist', 'Ada Quist', 'compatible'],
    ['Ada Quist', 'Ada Quist | CTO at Northwind', 'compatible'],
    ['Jon Smith', 'John Smith', 'compatible'],
    ['Ada Quist', 'Bo Ruiz', 'different'],
    ['Ada Quist', 'Ada Byron', 'different'],
    ['John Smith', 'Jane Smith', 'different'],
    ['Ada Quist', 'Quist & Sons Bakery', 'different'],
  ])('%s and %s: %s', (...one) => bothWays('name', one));

  it.each<Case>([
    ['Ada Quist', 'ada_codes', 'unknown'],
    ['Ada Quist', 'purple-otter', 'unknown'],
    ['Taro Yamada', '山田太郎', 'unknown'],
    ['Martin Meier', 'Martina Meier', 'unknown'],
    ['Ada Quist', 'Ada Quist Foundation', 'unknown'],
    ['Ada Quist', 'Not Ada Quist', 'unknown'],
    ['Ada Quist', '🌻', 'unknown'],
    ['', 'Ada', 'unknown'],
  ])('%s and %s leave it open: %s', (...one) => bothWays('name', one));
});

describe('two employers', () => {
  it.each<Case>([
    ['Northwind GmbH', '@northwind', 'same'],
    ['Northwind', 'Northwind Traders AS', 'compatible'],
    ['The Fjord Shipping Company', 'Fjord', 'compatible'],
    ['Northwind', 'North Wind Traders', 'compatible'],
    ['IBM', 'International Business Machines', 'compatible'],
    ['Northwind Traders', 'Contoso Ltd', 'different'],
    ['Meta', 'Metabolic Labs', 'different'],
    ['A', 'Amazon', 'different'],
  ])('%s and %s: %s', (...one) => bothWays('employer', one));

  it.each<Case>([
    ['University of Oslo', 'University of Bergen', 'unknown'],
    ['University of Oslo', 'University', 'unknown'],
    ['Deutsche Bank AG', 'Deutsche Bahn AG', 'unknown'],
    ['United Airlines', 'United Nations', 'unknown'],
    ['Self-employed', 'Northwind', 'unknown'],
    ['ex-Northwind', 'Northwind', 'unknown'],
    ['日立', 'Hitachi', 'unknown'],
    ['Ltd', 'Northwind', 'unknown'],
  ])('%s and %s leave it open: %s', (...one) => bothWays('employer', one));
});

describe('two places', () => {
  it.each<Case>([
    ['Oslo, Norway', 'oslo, norway', 'same'],
    ['Oslo', 'Oslo, Norway', 'compatible'],
    ['London, UK', 'London, United Kingdom', 'compatible'],
    ['San Francisco, CA', 'San Francisco Bay Area', 'compatible'],
    ['Oslo, Norway', 'Sydney, Australia', 'different'],
  ])('%s and %s: %s', (...one) => bothWays('location', one));

  it.each<Case>([
    ['Oslo', 'Norway', 'unknown'],
    ['Oslo, Norway', 'Norway', 'unknown'],
    ['Oslo, Norway', 'Norge', 'unknown'],
    ['Göteborg', 'Gothenburg, Sweden', 'unknown'],
    ['New York, NY', 'NYC', 'unknown'],
    ['Oslo, Norway', 'Remote', 'unknown'],
    ['Oslo, Norway', 'Planet Earth', 'unknown'],
    ['Oslo, Norway', 'Remote, Earth', 'unknown'],
    ['Berlin, Germany', 'Munich, Germany', 'unknown'],
    ['Moscow, Russia', 'Москва, Россия', 'unknown'],
  ])('%s and %s leave it open: %s', (...one) => bothWays('location', one));
});

describe.each(['name', 'employer', 'location'] as const)('every %s', (field) => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc
      .array(fc.constantFrom('Ada', 'Quist', 'ü', ',', '(', 'ex', 'the', 'Oslo', 'A', '-'), { maxLength: 6 })
      .map((words) => words.join(' ')),
  );

  it('is compared the same from both sides', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(agreement[field](a, b)).toBe(agreement[field](b, a));
      }),
    );
  });

  it('never contradicts itself', () => {
    fc.assert(
      fc.property(text, (a) => {
        expect(['same', 'unknown']).toContain(agreement[field](a, ` ${a} `));
      }),
    );
  });

  it('contradicts nothing where it is not known', () => {
    fc.assert(
      fc.property(text, (a) => {
        expect(agreement[field](a, undefined)).toBe('unknown');
      }),
    );
  });
});
