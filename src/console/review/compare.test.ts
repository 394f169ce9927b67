import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../core/identity/evidence.ts';
import { factsOf } from './compare.ts';
import { candidate } from './testbed.ts';

const reason = (field: Evidence['field'], bits: number): Evidence => ({
  ...{ tier: bits < 0 ? 'differs' : 'agrees', field, says: field, bits },
});

function facts(evidence: readonly Evidence[]) {
  const { contact, profile } = candidate('ada');
  const both = {
    contact: { ...contact, name: 'Ada', company: 'Analytical Engines', location: 'London', handles: [] },
    profile: {
      ...profile,
      name: 'Ada',
      employer: 'Looms & Sons',
      websites: ['https://ada.example', 'https://ada.example'],
    },
  };
  const link = {
    ...profile.link,
    evidence: evidence.filter(({ bits = 0 }) => bits >= 0),
    counterEvidence: evidence.filter(({ bits = 0 }) => bits < 0),
  };
  return factsOf({ ...both, profile: { ...both.profile, link } });
}

const verdicts = (evidence: readonly Evidence[]) =>
  Object.fromEntries(facts(evidence).map(({ label, verdict }) => [label, verdict]));

describe('what the CRM says beside what a profile shows', () => {
  it('leaves out what neither of them knows, and keeps what one of them does', () => {
    expect(facts([]).map(({ label }) => label)).toEqual(['Name', 'Works at', 'Place', 'Links']);
    expect(facts([]).find(({ label }) => label === 'Place')).toMatchObject({ ours: ['London'], theirs: [] });
  });

  it('is marked as the evidence says, where both of them speak', () => {
    expect(verdicts([reason('name', 5), reason('employer', -3), reason('location', 1)])).toEqual({
      Name: 'agrees',
      'Works at': 'differs',
      Place: undefined,
      Links: undefined,
    });
  });

  it('shows where the profile is, and once only what is said twice', () => {
    const links = facts([]).find(({ label }) => label === 'Links');
    expect(links).toMatchObject({
      ours: [],
      theirs: ['https://bluesky.example/ada.one', 'https://ada.example'],
    });
  });

  it('differs as soon as one reason says so', () => {
    expect(verdicts([reason('name', 5), reason('name', -1)])).toMatchObject({ Name: 'differs' });
  });
});
