import { keyOf } from '../profile.ts';
import type { Profile, ProfileKey } from '../profile.ts';
import type { Evidence } from './evidence.ts';

/** Who had a handle: handles are labels that people change, and that networks give to others afterwards. */
export interface HandleHolder extends ProfileKey {
  readonly handle: string;
  /** When it was first seen with it. */
  readonly since: Date;
  /** It has it now. */
  readonly still: boolean;
}

/**
 * When a profile took over a handle that had been another's: whatever names the handle may still mean the other.
 * Where the network proved that the profile controls the domain that is its handle, the domain decides, not who was first.
 */
export function takenOver(profile: Profile, holders: readonly HandleHolder[]): Date | undefined {
  if (profile.domain !== undefined) return undefined;
  const [first, ...later] = holders
    .filter((one) => one.network === profile.network && one.handle === profile.handle)
    .toSorted((a, b) => a.since.getTime() - b.since.getTime());
  if (!first || keyOf(first) === keyOf(profile)) return undefined;
  return later.find((one) => keyOf(one) === keyOf(profile))?.since;
}

/** Handles that were the profile's before anybody else's, and are so no more: whatever names one may mean it. */
export function formerHandles(profile: Profile, holders: readonly HandleHolder[]): readonly string[] {
  return holders
    .filter((one) => keyOf(one) === keyOf(profile) && one.handle !== profile.handle)
    .filter(({ network, handle, since }) =>
      holders.every((other) => other.network !== network || other.handle !== handle || other.since >= since),
    )
    .map(({ handle }) => handle);
}

/** Told to whoever would take the handle's word for it. It weighs nothing: that the handle counts for nothing does. */
export function handleHistory(
  profile: Profile,
  title: string,
  holders: readonly HandleHolder[],
): readonly Evidence[] {
  const since = takenOver(profile, holders);
  if (!since) return [];
  const date = since.toLocaleDateString('en', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const says = `Before ${date} another ${title} account had the handle ${profile.handle}: who names it may mean that one.`;
  return [{ tier: 'differs', field: 'handle', says, url: profile.url, bits: 0 }];
}
