import type { Post } from '../../../src/core/post.ts';
import type { Profile } from '../../../src/core/profile.ts';
import type { Network } from '../../../src/ports/network.ts';
import { onStage } from '../../../tests/contract/stage.ts';
import type { Site } from '../../../tests/contract/stage.ts';
import ada from './fixtures/user.json' with { type: 'json' };
import { github } from './index.ts';

/** Plays GitHub as it answers to who brings no token. */
export const play = (site: Site, act: (network: Network) => Promise<void>) =>
  onStage(github, { origin: 'https://api.github.com', settings: {} }, site, ({ network }) => act(network));

/** The one whose public life the recorded answers and deliveries are made. */
export async function person(): Promise<Profile> {
  let found: Profile | undefined;
  await play(
    ({ url }) => ({ body: url.pathname.endsWith('social_accounts') ? [] : ada }),
    async (network) => void (found = await network.profile({ handle: 'ada-lovelace' })),
  );
  return found as Profile;
}

/** What it says when the person did these things. */
export async function postsAfter(happened: readonly { readonly type: string; readonly payload: object }[]) {
  const events = happened.map(({ type, payload }, nth) => ({
    ...{ id: String(nth), type, payload, actor: { id: ada.id, login: ada.login } },
    ...{ repo: { id: 1000, name: 'octokit-fixture-org/x' }, created_at: '2026-02-01T00:00:00Z' },
  }));
  const profile = await person();
  let posts: readonly Post[] = [];
  await play(
    () => ({ body: events }),
    async (network) => void (posts = (await network.posts?.(profile, { limit: 300 })) ?? []),
  );
  return posts;
}
