import { describe, expect, it } from 'vitest';
import { labelledPeople } from '../../../tests/support/labelled-people.ts';
import { scoreIdentity } from './identity.ts';
import { denser } from './denser.ts';

const people = labelledPeople(1_500, { missing: 0.35, wrong: 0.2, strangers: 2 }, 11);
const alone = scoreIdentity(people);

describe('the matcher, on people it never saw', () => {
  it('links without asking only what is right 99 times of 100', () => {
    expect(alone.automatic.precision).toBeGreaterThanOrEqual(0.99);
    expect(alone.automatic.recall).toBeGreaterThan(0.3);
  });

  it('finds more than four of five, and is as sure as it is right', () => {
    expect(alone.best.f1).toBeGreaterThan(0.85);
    expect(alone.recallAt['0.95']).toBeGreaterThan(0.75);
    expect(alone.ece).toBeLessThan(0.05);
  });

  it('gets better by two hundred answers', () => {
    const taught = scoreIdentity(people, 200);
    expect(taught.best.f1).toBeGreaterThan(alone.best.f1);
    expect(taught.recallAt['0.99']).toBeGreaterThan(alone.recallAt['0.99'] ?? 1);
    expect(taught.ece).toBeLessThanOrEqual(0.03);
  });

  it('says less, not wrong things, where many carry one name', () => {
    const crowded = scoreIdentity(denser(people, 12));
    expect(crowded.best.f1).toBeLessThan(alone.best.f1);
    expect(crowded.automatic.precision).toBeGreaterThanOrEqual(0.98);
  });
});
