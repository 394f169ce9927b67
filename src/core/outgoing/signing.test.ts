import { describe, expect, it } from 'vitest';
import { rotated, validAt } from './signing.ts';

const NOW = new Date('2026-05-01T00:00:00Z');
const hours = (n: number) => new Date(NOW.getTime() + n * 3_600_000);

describe('the secrets of an endpoint', () => {
  it('are two for a day after one is replaced, the new one first, then one', () => {
    const signing = rotated({ current: 'first' }, 'second', NOW);
    expect(validAt(signing, hours(23))).toEqual(['second', 'first']);
    expect(validAt(signing, hours(24))).toEqual(['second']);
  });

  it('are never three', () => {
    const twice = rotated(rotated({ current: 'first' }, 'second', NOW), 'third', hours(1));
    expect(validAt(twice, hours(2))).toEqual(['third', 'second']);
  });
});
