import type { Profile } from '../profile.ts';
import type { Evidence } from './evidence.ts';

/** Whoever copies a person has to open an account first; most that are copies are taken down within this time. */
const YOUNG_DAYS = 60;
const DAY_MS = 86_400_000;

/** Speaks against a profile that was opened shortly before it was read. Where the network does not say when: nothing. */
export function youngAccount({ since, provenance, url }: Profile): readonly Evidence[] {
  if (since === undefined) return [];
  const days = Math.floor((provenance.fetchedAt.getTime() - since.getTime()) / DAY_MS);
  if (days < 0 || days >= YOUNG_DAYS) return [];
  const age =
    days === 0 ? 'on the day it was read' : `${days} ${days === 1 ? 'day' : 'days'} before it was read`;
  const says = `This account was opened ${age}: what it says of itself is not enough to link it unasked.`;
  return [{ tier: 'differs', field: 'age', says, url, bits: -1 }];
}
