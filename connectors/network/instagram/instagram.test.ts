import { describe, expect, it } from 'vitest';
import { networkContract } from '../../../tests/contract/network.ts';
import { onStage } from '../../../tests/contract/stage.ts';
import type { Site } from '../../../tests/contract/stage.ts';
import media from './fixtures/media.json' with { type: 'json' };
import told from './fixtures/mentioned.json' with { type: 'json' };
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

describe('a mention on Instagram, of which numbers are told', () => {
  const answering =
    (body: unknown, status = 200): Site =>
    () => ({ status, body });
  const reading = (answers: Site, of: string) => {
    const asked: (string | null)[] = [];
    const found = onStage(instagram, { origin, settings }, answers, async ({ network, requests }) => {
      const one = await network.toldOf?.(of);
      asked.push(...requests.map(({ url }) => `${url.pathname} ${url.searchParams.get('fields')}`));
      said.push(one);
    });
    const said: unknown[] = [];
    return found.then(() => ({ said: said[0], asked }));
  };

  it('is read as the comment it is: its words, when, by whom as far as that is told, and below what', async () => {
    const { said, asked } = await reading(answering(told.comment), '18030000000000009/17865799348089050');
    expect(asked).toEqual([
      `/v23.0/${mae.id} mentioned_comment.comment_id(17865799348089050){id,text,timestamp,username}`,
    ]);
    expect(said).toMatchObject({
      namedOnly: true,
      by: { id: '@bo.ruiz', handle: 'bo.ruiz', url: 'https://www.instagram.com/bo.ruiz/' },
      post: {
        ...{ id: '17865799348089050', kind: 'mention', text: 'Does acme know that the login fails?' },
        ...{ conversation: '18030000000000009', inReplyTo: '18030000000000009' },
        publishedAt: new Date('2026-01-02T09:59:00Z'),
      },
    });
  });

  it('is read as the caption it is, which answers nothing', async () => {
    const { said, asked } = await reading(answering(told.media), '18030000000000009');
    expect(asked).toEqual([
      `/v23.0/${mae.id} mentioned_media.media_id(18030000000000009){id,caption,timestamp,username}`,
    ]);
    expect(said).toMatchObject({ post: { text: 'Our new engine by acme', id: '18030000000000009' } });
    expect(said).not.toHaveProperty('post.inReplyTo');
  });

  it('that is gone, has no words or no author, or no number, is nothing', async () => {
    const { mentioned_comment: comment } = told.comment;
    const of = '18030000000000009/17865799348089050';
    for (const body of [
      { ...comment, text: ' ' },
      { ...comment, username: null },
    ])
      expect((await reading(answering({ mentioned_comment: body }), of)).said).toBeUndefined();
    expect((await reading(answering(notFound, 400), of)).said).toBeUndefined();
    expect(await reading(answering(told.comment), 'me){id}')).toEqual({ said: undefined, asked: [] });
  });

  it('that is not shown to us, since comments are off or a right is missing, is a refusal', async () => {
    const refusal = { error: { message: 'no', type: 'OAuthException', code: 10 } };
    await expect(reading(answering(refusal, 400), '1/2')).rejects.toMatchObject({ kind: 'forbidden' });
  });
});
