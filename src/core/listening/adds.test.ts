import { describe, expect, it } from 'vitest';
import { Adds, isAdded } from './adds.ts';

const NOW = new Date('2026-11-28T12:00:00Z');
const ago = (days: number, ...intents: readonly ('purchase' | 'question')[]) => ({
  at: new Date(NOW.getTime() - days * 86_400_000),
  reading: {
    ...(intents.length > 0 && {
      intents: intents.map((label) => ({ label, probability: 0.9, because: [] })),
    }),
  },
});
const added = (wanted: object, ...said: readonly ReturnType<typeof ago>[]) =>
  isAdded(Adds.parse({ times: 2, days: 7, ...wanted }), said, NOW);

describe('a rule that adds people', () => {
  it('means those who were heard so often in so many days', () => {
    expect(added({}, ago(0), ago(6))).toBe(true);
    expect(added({}, ago(0), ago(8))).toBe(false);
    expect(added({}, ago(0))).toBe(false);
  });

  it('counts what wants one thing only where it is sure of that', () => {
    expect(added({ intent: 'purchase' }, ago(0, 'purchase'), ago(1, 'question', 'purchase'))).toBe(true);
    expect(added({ intent: 'purchase' }, ago(0, 'purchase'), ago(1), ago(2, 'question'))).toBe(false);
  });

  it.each([{ times: 0 }, { times: 101 }, { days: 91 }, { mostADay: 0 }, { intent: 'love' }])(
    'is refused with %j',
    (wanted) => {
      expect(Adds.safeParse({ times: 1, days: 1, ...wanted }).success).toBe(false);
    },
  );
});
