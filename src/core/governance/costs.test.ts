import { describe, expect, it } from 'vitest';
import { costOf, dollarsOf, isRemembered, microsOf } from './costs.ts';
import type { Costs } from './costs.ts';

const costs: Costs = {
  profile: 0.01,
  post: 0.005,
  charged: 'for what is found',
  source: 'https://paid.example/prices',
};

describe('what a question costs', () => {
  it('is the price of each that is found', () => {
    expect(costOf(costs, 'profile', 1)).toBe(10_000);
    expect(costOf(costs, 'posts', 50)).toBe(250_000);
    expect(costOf(costs, 'email', 1)).toBe(0);
  });

  it('is nothing for nobody, unless the network charges for that too', () => {
    expect(costOf(costs, 'profile', 0)).toBe(0);
    expect(costOf({ ...costs, charged: 'also for nobody' }, 'profile', 0)).toBe(10_000);
  });

  it('adds up exactly, and is written as money', () => {
    const tenth = microsOf(0.1);
    expect(tenth + microsOf(0.2)).toBe(microsOf(0.3));
    expect(dollarsOf(microsOf(1_234.5))).toBe('$1,234.50');
    expect(dollarsOf(microsOf(0.005))).toBe('$0.005');
    expect(dollarsOf(0)).toBe('$0.00');
  });

  it('is not paid for again while an answer is remembered, where the network says how long it is good', () => {
    const now = new Date('2026-05-31T12:00:00Z');
    const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
    const kept = { ...costs, rememberDays: 30 };
    expect([29.9, 30, 31].map((days) => isRemembered(kept, daysAgo(days), now))).toEqual([
      true,
      false,
      false,
    ]);
    expect(isRemembered(costs, now, now)).toBe(false);
  });
});
