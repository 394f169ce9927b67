import { describe, expect, it } from 'vitest';
import { networkContract } from '../../../tests/contract/network.ts';
import { onStage } from '../../../tests/contract/stage.ts';
import type { Site } from '../../../tests/contract/stage.ts';
import notFound from './fixtures/not-found.json' with { type: 'json' };
import posts from './fixtures/posts.json' with { type: 'json' };
import mae from './fixtures/profile.json' with { type: 'json' };
import { threads } from './index.ts';

const origin = 'https://graph.threads.net';
const settings = { token: 'THAA-fictional-token' };
const site: Site = ({ url }) => ({ body: url.pathname.endsWith('/profile_posts') ? posts : mae });

networkContract(threads, {
  origin,
  settings,
  secret: settings.token,
  statesNothing: true,
  known: {
    handle: 'mae.falk',
    id: 'mae.falk',
    site,
    says: {
      ...{ handle: 'mae.falk', url: 'https://www.threads.com/@mae.falk', name: 'Mae Falk' },
      ...{ bio: 'Engines. github.com/maefalk', avatar: 'https://scontent.example/mae.jpg' },
      counts: { followers: 321 },
    },
  },
  unknown: { handle: 'nobody', id: 'nobody', site: () => ({ status: 400, body: notFound }) },
});

describe('Threads', () => {
  it('shows nobody to a token that may not look them up, which says nothing of whether they are there', async () => {
    const body = { error: { message: 'no permission', type: 'OAuthException', code: 10, fbtrace_id: 'A' } };
    const refused: Site = () => ({ status: 400, body });
    await onStage(threads, { origin, settings }, refused, async ({ network }) => {
      await expect(network.profile({ handle: 'mae.falk' })).rejects.toMatchObject({ kind: 'forbidden' });
    });
    expect(threads.showsOnlySome).toBe(true);
  });

  it('reads posts, replies and quotes under the ids that deliveries name, and nothing without words', async () => {
    await onStage(threads, { origin, settings }, site, async ({ network, requests }) => {
      const profile = await network.profile({ handle: 'mae.falk' });
      const found = (profile && (await network.posts?.(profile, { limit: 10 }))) ?? [];
      expect(found.map(({ id, kind }) => [id, kind])).toEqual([
        ['18010000000000001', 'reply'],
        ['18010000000000002', 'post'],
        ['18010000000000003', 'quote'],
      ]);
      expect(requests.at(-1)?.url.searchParams.get('username')).toBe('mae.falk');
    });
  });
});
