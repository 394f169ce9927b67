import { describe, expect, it } from 'vitest';
import { networkContract } from '../../../tests/contract/network.ts';
import { onStage } from '../../../tests/contract/stage.ts';
import type { Site } from '../../../tests/contract/stage.ts';
import media from './fixtures/media.json' with { type: 'json' };
import notFound from './fixtures/not-found.json' with { type: 'json' };
import mae from './fixtures/user.json' with { type: 'json' };
import { instagram } from './index.ts';

const origin = 'https://graph.facebook.com';
const settings = { token: 'EAAB-fictional-token', accountId: mae.id };
const site: Site = ({ url }) => {
  const fields = url.searchParams.get('fields') ?? '';
  if (fields.includes('media.limit')) return { body: { business_discovery: { media }, id: mae.id } };
  return { body: fields.startsWith('business_discovery') ? { business_discovery: mae, id: mae.id } : mae };
};

networkContract(instagram, {
  origin,
  settings,
  secret: settings.token,
  known: {
    handle: 'mae.falk',
    id: mae.id,
    site,
    says: {
      ...{ handle: 'mae.falk', url: 'https://www.instagram.com/mae.falk/', name: 'Mae Falk' },
      ...{ bio: 'Engines', avatar: 'https://scontent.example/mae.jpg' },
      states: [{ url: 'https://maefalk.example/', where: 'link', proven: false }],
      counts: { followers: 321, following: 12, posts: 4 },
    },
  },
  unknown: { handle: 'nobody', id: '404', site: () => ({ status: 400, body: notFound }) },
});

describe('Instagram', () => {
  it('asks for other professional accounts by name, through the account of the customer', async () => {
    await onStage(instagram, { origin, settings }, site, async ({ network, requests }) => {
      await network.profile({ handle: 'mae.falk' });
      expect(requests[0]?.url.pathname).toBe(`/v23.0/${mae.id}`);
      expect(requests[0]?.url.searchParams.get('fields')).toMatch(
        /^business_discovery\.username\(mae\.falk\)\{/,
      );
    });
  });

  it('asks for no name that could be read as something else than a name', async () => {
    await onStage(instagram, { origin, settings }, site, async ({ network, requests }) => {
      for (const handle of ['mae){id},media{id}', 'a,b', '', 'mae falk'])
        expect(await network.profile({ handle })).toBeUndefined();
      expect(await network.profile({ id: '5550001' })).toBeUndefined();
      expect(requests).toEqual([]);
    });
  });
});
