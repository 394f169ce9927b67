import type { Candidate } from '../../core/record/candidate.ts';

/** A candidate of which nothing but its keys is known. */
export function candidate(contact: string, profile = 'one'): Candidate {
  return {
    contact: { id: contact, emails: [], handles: [] },
    profile: {
      ...{ network: 'bluesky', networkTitle: 'Bluesky', id: profile, handle: `${contact}.${profile}` },
      url: `https://bluesky.example/${contact}.${profile}`,
      standing: 'active',
      link: {
        ...{ status: 'suggested', probability: 0.8, decidedBy: 'Kith', because: '' },
        evidence: [],
        counterEvidence: [],
      },
      fetchedAt: '2026-11-22T11:00:00.000Z',
      emails: [],
      websites: [],
    },
  };
}
