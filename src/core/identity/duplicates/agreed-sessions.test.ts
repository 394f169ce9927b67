import { describe, expect, it } from 'vitest';
import { agreed } from './agreed-sessions.ts';
import type { Told } from './agreed-sessions.ts';

/** A session on one of four fields, and how often its matches agree on each of the others. */
const session = (field: number, agrees: readonly number[], share = 0.5): Told => ({
  m: agrees.map((same) => Float64Array.of(0, same, 1 - same)),
  told: agrees.map((_, f) => f !== field),
  share,
  matches: 1_000 * share,
});

const [onName, onMail, onPhone] = [
  session(0, [1, 0.8, 0.9, 0.7]),
  session(1, [0.8, 1, 0.8, 0.7]),
  session(2, [0.9, 0.7, 1, 0.8]),
];

describe('sessions of learning', () => {
  it('are believed that say much the same of the fields', () => {
    expect(agreed([onName, onMail, onPhone])).toEqual([onName, onMail, onPhone]);
  });

  it('are left out where they found colleagues, who share a company and nothing else', () => {
    const onCompany = session(3, [0.02, 0.01, 0.05, 1], 0.9);
    expect(agreed([onName, onCompany, onMail, onPhone])).toEqual([onName, onMail, onPhone]);
  });

  it('are left out where hardly any of their pairs is a match', () => {
    expect(agreed([onName, session(1, [0.8, 1, 0.8, 0.7], 0.005)])).toEqual([onName]);
  });

  it('may be none', () => {
    expect(agreed([])).toEqual([]);
  });
});
