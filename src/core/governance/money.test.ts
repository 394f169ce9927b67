import { describe, expect, it } from 'vitest';
import type { Charging } from './budget.ts';
import type { Costs } from './costs.ts';
import { moneyOf } from './money.ts';

const costs: Costs = {
  profile: 0.01,
  post: 0.005,
  charged: 'for what is found',
  source: 'https://paid.example/prices',
};
const charging: Charging = {
  terms: {
    ...{ deleteWithinHours: 24, mayMatchOutside: true, mayShowInFrame: false, needsConsent: true },
    ...{ clause: 'Ask before you match.', source: 'https://paid.example/terms' },
  },
  costs,
};
const rule = { consentRule: 'The order form asks each customer.' };

describe('what an admin is told of a network that charges', () => {
  it('is what it charges, what was asked and what that cost', () => {
    expect(moneyOf(charging, { dollarsAMonth: 5, ...rule }, { asked: 3, micros: 30_000 })).toEqual({
      ...{ prices: '$0.01 a profile, $0.005 a post', source: 'https://paid.example/prices' },
      ...{ asked: 3, spent: 30_000, asksConsent: true },
    });
  });

  it('names every price, also of asking by all that is known of a person', () => {
    expect(moneyOf({ ...charging, costs: { ...costs, person: 0.28 } }, undefined)?.prices).toBe(
      '$0.01 a profile, $0.28 a profile by all that is known of a person, $0.005 a post',
    );
  });

  it('is nothing where it is free', () => {
    expect(moneyOf({ terms: charging.terms }, undefined)).toBeUndefined();
  });

  it('names what is missing until it is asked: the money, then the rule, whose clause it quotes', () => {
    expect(moneyOf(charging, undefined)?.why).toBe(
      'is not asked until the settings say what it may cost in a month',
    );
    expect(moneyOf(charging, { dollarsAMonth: 5 })?.why).toBe(
      'is not asked until the settings say how people are asked for their consent: Ask before you match',
    );
    const consented = { ...charging, terms: { ...charging.terms, needsConsent: false } };
    expect(moneyOf(consented, { dollarsAMonth: 5 })?.why).toBeUndefined();
  });

  it('says that the month is used up once not even the cheapest question can be paid', () => {
    const at = (micros: number) =>
      moneyOf(charging, { dollarsAMonth: 1, ...rule }, { asked: 9, micros })?.why;
    expect(at(995_000)).toBeUndefined();
    expect(at(995_001)).toContain('used up');
  });
});
