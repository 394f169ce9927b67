import { keyOf } from '../profile.ts';
import type { Profile } from '../profile.ts';

/** Whoever asked not to be shown, or whose account fell silent, is not quoted. */
export const isQuotable = ({ standing, reserved }: Pick<Profile, 'standing' | 'reserved'>): boolean =>
  standing === 'active' && !reserved;

/** The keys of those that may be quoted. */
export const speakingAmong = (profiles: readonly Profile[]): ReadonlySet<string> =>
  new Set(profiles.filter(isQuotable).map(keyOf));
