import { echoOf } from '../core/influence/resonance.ts';
import type { SizedEcho } from '../core/influence/resonance.ts';
import { scoreInfluence } from '../core/influence/score.ts';
import type { Post } from '../core/post.ts';
import type { Profile, ProfileKey } from '../core/profile.ts';
import type { Workspace } from '../ports/store.ts';

/**
 * Scores the influence of a profile by its followers and by what others did with its posts, beside the others known there.
 * @returns the profiles that were scored: once enough is known on a network, those that came when it was not are too.
 */
export async function scoreProfile(
  w: Workspace,
  profile: Profile,
  posts: readonly Post[],
  now: Date,
): Promise<readonly Profile[]> {
  const followers = await w.profiles.followersOn(profile.network);
  const known = await w.profiles.echoesOn(profile.network);
  const own = echoOf(posts, now);
  const echoes = { own, known: besides(known, profile) };
  await w.profiles.score(profile, scoreInfluence(profile, followers, echoes), own);
  const scored = [profile];
  for (const one of await w.profiles.uncompared(profile.network)) {
    const its = known.find(({ id }) => id === one.id);
    const influence = scoreInfluence(one, followers, its && { own: its, known: besides(known, one) });
    if (one.id === profile.id || !influence.known) continue;
    await w.profiles.score(one, influence);
    scored.push(one);
  }
  return scored;
}

/** Nobody is compared with themselves, nor with what was known of them before. */
function besides(known: readonly (ProfileKey & SizedEcho)[], { id }: ProfileKey): readonly SizedEcho[] {
  return known.filter((one) => one.id !== id);
}
