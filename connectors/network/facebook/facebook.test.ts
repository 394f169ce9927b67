import { describe, expect, it } from 'vitest';
import { networkContract } from '../../../tests/contract/network.ts';
import { onStage } from '../../../tests/contract/stage.ts';
import type { Site } from '../../../tests/contract/stage.ts';
import { ProfileId } from '../../../src/core/ids.ts';
import feed from './fixtures/feed.json' with { type: 'json' };
import page from './fixtures/page.json' with { type: 'json' };
import { facebook } from './index.ts';

const origin = 'https://graph.facebook.com';
const settings = { token: 'EAAB-fictional-page-token' };
const ours = page.id;
const more = Array.from({ length: 3 }, (_, n) => ({
  ...{ id: `${ours}_20${n}`, message: `Word ${n}`, from: { id: ours, name: page.name } },
  created_time: `2025-12-0${n + 1}T10:00:00+0000`,
}));
const site: Site = ({ url }) => ({
  body: url.pathname.endsWith('/me/feed') ? { data: [...feed.data, ...more] } : page,
});

networkContract(facebook, {
  origin,
  settings,
  secret: settings.token,
  known: {
    handle: 'acme.engines',
    id: ours,
    site,
    says: {
      ...{ handle: 'acme.engines', name: 'Acme Engines', bio: 'We build engines' },
      url: 'https://www.facebook.com/Acme.Engines',
      states: [{ url: 'https://acme.example/', where: 'link', proven: false }],
      counts: { followers: 1815 },
    },
  },
  unknown: {
    ...{ handle: 'nobody', id: '404' },
    site: (asked) => (asked.url.pathname.endsWith('/me/feed') ? { body: { data: [] } } : site(asked)),
  },
});

describe('Facebook', () => {
  it('reads what one person said on the Page, and nobody else’s words', async () => {
    await onStage(facebook, { origin, settings }, site, async ({ network }) => {
      const own = await network.profile({ id: ours });
      if (!own) throw new Error('the Page was not found');
      const mae = { ...own, id: ProfileId.parse('5550001') };
      const said = (await network.posts?.(mae, { limit: 10 })) ?? [];
      expect(said.map(({ id, kind, text }) => [id, kind, text])).toEqual([
        ['101_1', 'comment', 'Is it fast?'],
        [`${ours}_102`, 'post', 'It jams at speed'],
      ]);
    });
  });

  it('knows nobody by name or number but the Page, and does not take that for gone', async () => {
    await onStage(facebook, { origin, settings }, site, async ({ network }) => {
      expect(await network.profile({ id: '5550001' })).toBeUndefined();
      expect(await network.profile({ handle: 'mae.falk' })).toBeUndefined();
    });
    expect(facebook.showsOnlySome).toBe(true);
  });
});
