import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askAgainAfter, questionsPerDay } from './pace.ts';
import { listenedTo } from './permitted.ts';
import { precisionOf } from './precision.ts';
import { keyOfQuestion, questionsOf } from './questions.ts';
import { WantedListening } from './rule.ts';

describe('what a rule asks a network', () => {
  const rule = WantedListening.parse({ name: 'x', all: ['crm'], any: ['kith', 'kin'], hashtags: ['#Sales'] });

  it('is one question for each thing that would do, with all that is needed', () => {
    expect(questionsOf(rule, ['words', 'tag'])).toEqual([
      { kind: 'words', words: ['kith', 'crm'] },
      { kind: 'words', words: ['kin', 'crm'] },
      { kind: 'tag', tag: 'sales' },
    ]);
  });

  it('is only what the network answers; a tag is a word where there are none', () => {
    expect(questionsOf(rule, ['tag'])).toEqual([{ kind: 'tag', tag: 'sales' }]);
    expect(questionsOf(rule, ['words']).at(-1)).toEqual({ kind: 'words', words: ['sales', 'crm'] });
    expect(questionsOf(rule, [])).toEqual([]);
  });

  it('is all its words where nothing else is named, and no question twice', () => {
    const words = WantedListening.parse({ name: 'x', all: ['kith', 'crm'] });
    expect(questionsOf(words, ['words'])).toEqual([{ kind: 'words', words: ['kith', 'crm'] }]);
    const twice = WantedListening.parse({ name: 'x', any: ['a', 'a'] });
    expect(questionsOf(twice, ['words'])).toHaveLength(1);
    const reordered = [
      { kind: 'words', words: ['a', 'b'] },
      { kind: 'words', words: ['b', 'a'] },
    ] as const;
    expect(new Set(reordered.map(keyOfQuestion)).size).toBe(1);
  });
});

describe('how often it asks', () => {
  it('never exceeds what an installation may ask in a day, however much is heard', () => {
    const day = fc.record({
      allowed: fc.integer({ min: 1, max: 5_000 }),
      questions: fc.integer({ min: 1, max: 60 }),
    });
    fc.assert(
      fc.property(day, fc.array(fc.nat(5), { maxLength: 20 }), (of, brought) => {
        let minutes: number | undefined;
        for (const news of brought) {
          minutes = askAgainAfter(minutes, news, of);
          expect((1_440 / minutes) * of.questions).toBeLessThanOrEqual(of.allowed + 1e-9);
        }
      }),
    );
  });

  it('is sooner where there was something new and later where there was not', () => {
    const day = { allowed: 1_000, questions: 1 };
    const first = askAgainAfter(undefined, 0, day);
    expect(askAgainAfter(first, 3, day)).toBeLessThan(first);
    expect(askAgainAfter(first, 0, day)).toBeGreaterThan(first);
  });

  it('is divided evenly between installations, and nothing where there is too little for all', () => {
    const limits = { requests: 300, perSeconds: 86_400 };
    expect([1, 3, 100].map((sharers) => questionsPerDay(limits, sharers))).toEqual([60, 20, 0]);
  });
});

describe('how much of what was heard was relevant', () => {
  it('is said with an interval that narrows with every answer', () => {
    expect(precisionOf(0, 0)).toBeUndefined();
    expect(precisionOf(31, 40)).toMatchObject({ relevant: 31, answered: 40 });
    // R: prop.test(31, 40, correct = FALSE)
    expect(precisionOf(31, 40)?.from).toBeCloseTo(0.625, 3);
    expect(precisionOf(31, 40)?.to).toBeCloseTo(0.8768, 3);
    expect(precisionOf(3, 3)?.to).toBeCloseTo(1, 6);
  });
});

describe('a network', () => {
  const terms = {
    ...{ deleteWithinHours: 24, mayMatchOutside: true, mayShowInFrame: true, needsConsent: false },
    ...{ clause: 'Everybody may read.', source: 'https://example.com' },
  };
  const network = { terms, kinds: ['words'], calls: false, connected: true } as const;

  it('is listened to when it can be asked or when it calls', () => {
    expect(listenedTo(network)).toEqual({ hears: true, how: 'is searched' });
    const calls = { ...network, kinds: [], calls: true };
    expect(listenedTo(calls)).toMatchObject({ hears: true });
    expect(listenedTo({ ...network, connected: false }).hears).toBe(false);
  });

  it.each([{ needsConsent: true }, { mayMatchOutside: false }])(
    'is refused with its clause where its terms say %o',
    (differs) => {
      const listened = listenedTo({ ...network, terms: { ...terms, ...differs } });
      expect(!listened.hears && listened.why).toContain('Everybody may read');
    },
  );
});
