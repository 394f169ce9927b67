import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Signal } from './signal.ts';
import { mostTellingFirst } from './telling.ts';

const AT = Date.parse('2026-11-20T09:00:00Z');

function signal(kind: Signal['kind'], hoursAgo: number, status: Signal['status'] = 'open'): Signal {
  const since = new Date(AT - hoursAgo * 3_600_000).toISOString();
  const where = { network: 'bluesky', profile: 'ada', url: 'https://ada.example' };
  return { kind, ...where, since, status, says: `${kind} ${hoursAgo}` };
}

const told = (...signals: readonly Signal[]) => mostTellingFirst(signals).map(({ says }) => says);

describe('the order of signals', () => {
  it('puts what goes wrong before what is a chance, and the newer before the older', () => {
    const all = [signal('idea', 1), signal('churn risk', 9), signal('praise', 2), signal('complaint', 3)];
    expect(told(...all)).toEqual(['complaint 3', 'churn risk 9', 'idea 1', 'praise 2']);
  });

  it('lets many of one kind hide no other', () => {
    const surges = Array.from({ length: 30 }, (_, n) => signal('spike', n + 1));
    const order = told(...surges, signal('buying question', 200), signal('complaint', 300));
    expect(order.slice(0, 4)).toEqual(['complaint 300', 'buying question 200', 'spike 1', 'spike 2']);
  });

  it('puts what was dealt with after all that is open', () => {
    const all = [signal('job change', 1, 'done'), signal('idea', 90), signal('idea', 91)];
    expect(told(...all)).toEqual(['idea 90', 'idea 91', 'job change 1']);
  });

  it('loses none, makes none up, and is the same whatever order they come in', () => {
    const one = fc.tuple(
      fc.constantFrom(...Signal.shape.kind.options),
      fc.integer({ min: 0, max: 999 }),
      fc.constantFrom(...Signal.shape.status.options),
    );
    const some = fc.uniqueArray(one, { selector: ([, hours]) => hours });
    fc.assert(
      fc.property(some, (drawn) => {
        const order = told(...drawn.map((each) => signal(...each)));
        expect(told(...drawn.toReversed().map((each) => signal(...each)))).toEqual(order);
        expect(order.toSorted()).toEqual(drawn.map(([kind, hours]) => `${kind} ${hours}`).toSorted());
      }),
    );
  });
});
