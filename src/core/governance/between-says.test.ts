import { expect, it } from 'vitest';
import { betweenSays } from './between-says.ts';

it('says nothing where nobody typed while Kith wrote', () => {
  expect(betweenSays(new Map())).toBeUndefined();
});

it('says how often somebody typed while Kith wrote, what became of it, and what cannot be known', () => {
  expect(betweenSays(new Map([['given back', 1]]))).toBe(
    'In the last 30 days: once somebody typed into a field while Kith wrote there: theirs stands again in 1.',
  );
  const all = betweenSays(
    new Map([
      ['given back', 2],
      ['kept', 1_000],
      ['cannot know', 3],
    ]),
  );
  expect(all).toMatch(
    /1,002 times .*again in 2; .*kept for an undo in 1,000.*Of 3 more the CRM does not tell/,
  );
});
