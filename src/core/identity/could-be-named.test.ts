import { describe, expect, it } from 'vitest';
import { couldBeNamed } from './could-be-named.ts';

describe('a display name that a search brought', () => {
  it.each([
    ['Ada Lovelace', 'Ada Lovelace'],
    ['Ada Lovelace', '✨ Countess Ada King Lovelace, PhD ✨'],
    ['Ada Lovelace', 'LOVELACE Ada'],
    ['Ada Lovelace', 'A. Lovelace'],
    ['José Núñez', 'Jose Nunez (he/him)'],
    ['William Tell', 'Bill Tell'],
    ['Ada', 'Ada'],
  ])('could be %s: %s', (name, displayed) => {
    expect(couldBeNamed(name, displayed)).toBe(true);
  });

  it.each([
    ['Ada Lovelace', 'Ada Byron'],
    ['Ada Lovelace', 'Bea Lovelace'],
    ['Ada Lovelace', 'Lovelace'],
    ['Ada Lovelace', 'adalovelace'],
    ['Ada Lovelace', ''],
    ['Ada Lovelace', undefined],
    ['', 'Ada Lovelace'],
    ['Li Li', 'Li Wei'],
  ])('is not %s: %s', (name, displayed) => {
    expect(couldBeNamed(name, displayed)).toBe(false);
  });
});
