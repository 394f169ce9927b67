import type { Candidate } from '../../core/record/candidate.ts';
import { progressOf } from './sitting.ts';
import type { Did, Sitting, Step } from './sitting.ts';

/** What is said to a person about what they just did, and what they see next. */

export const WORDS: Readonly<Record<Did, string>> = {
  confirmed: 'It is them',
  rejected: 'Not them',
  skipped: 'Skipped',
};

export const nameOf = ({ contact }: Candidate): string => contact.name || contact.emails[0] || 'this contact';

export const profileOf = ({ profile }: Candidate): string => `${profile.handle} on ${profile.networkTitle}`;

export function told({ candidate, did }: Step, after: Sitting): string {
  return `${WORDS[did]}: ${profileOf(candidate)}. ${nextOf(after)}`;
}

export function toldBack({ candidate, did }: Step): string {
  return `Taken back: “${WORDS[did]}”. Is ${profileOf(candidate)} ${nameOf(candidate)}?`;
}

/** Of an answer that was not kept; the reason comes from Kith. */
export const notKeptBecause = (did: Did, reason: string): string =>
  `Your answer “${WORDS[did]}” was not kept. ${reason}`;

function nextOf(after: Sitting): string {
  const next = after.waiting[0]?.candidate;
  if (!next) return 'Nothing is left to review.';
  return `${progressOf(after).left} left. Next: is ${profileOf(next)} ${nameOf(next)}?`;
}
