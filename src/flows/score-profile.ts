import { influenceAmong } from '../core/influence/compared.ts';
import type { RuleEcho } from '../core/influence/compared.ts';
import { topicEcho } from '../core/influence/relevance.ts';
import { echoOf } from '../core/influence/resonance.ts';
import type { Profile } from '../core/profile.ts';
import type { ReadPost } from '../core/record/facts.ts';
import type { Workspace } from '../ports/store.ts';
import { comparedOn } from './compared.ts';
import { ears } from './listening/hear.ts';

/**
 * Scores the influence of a profile by its followers, by what others did with its posts, by who turns to it, and on what
 * listening rules name, beside the others known there.
 * @returns the profiles that were scored: once enough is known on a network, those that came when it was not are too.
 */
export async function scoreProfile(
  w: Workspace,
  profile: Profile,
  posts: readonly ReadPost[],
  now: Date,
): Promise<readonly Profile[]> {
  const compared = await comparedOn(w, profile.network);
  const own = { echo: echoOf(posts, now), topics: await topicsIn(w, posts, now) };
  const standing = await w.attention.standing(profile);
  await w.profiles.score(profile, influenceAmong(profile, own, standing, compared), own.echo);
  await w.profiles.keepTopics(profile, own.topics);
  const scored = [profile];
  for (const one of await w.profiles.uncompared(profile.network)) {
    const echo = compared.echoes.find(({ id }) => id === one.id);
    const topics = compared.topics.filter(({ id }) => id === one.id);
    const influence = influenceAmong(one, { echo, topics }, await w.attention.standing(one), compared);
    if (one.id === profile.id || !influence.known) continue;
    await w.profiles.score(one, influence);
    scored.push(one);
  }
  return scored;
}

/** How much of it each listening rule that is on names. */
async function topicsIn(w: Workspace, posts: readonly ReadPost[], now: Date): Promise<readonly RuleEcho[]> {
  return (await ears(w)).map(({ rule, hears }) => ({
    rule,
    ...topicEcho(posts, (post) => hears(post) !== undefined, now),
  }));
}
