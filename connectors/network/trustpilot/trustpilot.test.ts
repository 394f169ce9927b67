import { describe, expect, it } from 'vitest';
import { networkContract } from '../../../tests/contract/network.ts';
import { NOW, onStage } from '../../../tests/contract/stage.ts';
import type { Asked, Reply, Site, Stage } from '../../../tests/contract/stage.ts';
import type { Profile } from '../../../src/core/profile.ts';
import consumer from './fixtures/consumer.json' with { type: 'json' };
import notFound from './fixtures/not-found.json' with { type: 'json' };
import invited from './fixtures/private-reviews.json' with { type: 'json' };
import reviews from './fixtures/reviews.json' with { type: 'json' };
import token from './fixtures/token.json' with { type: 'json' };
import { trustpilot } from './index.ts';
import { tokensFor } from './token.ts';

const origin = 'https://api.trustpilot.com';
const email = 'ada@ada.example';
const PUBLIC = { apiKey: 'tp-key-fictional-0123456789', businessUnit: '46d6a890000064000500e0c3' };
const PRIVATE = { ...PUBLIC, apiSecret: 'tp-secret-fictional-0123456789' };
const ABSENT: Reply = { status: 404, body: notFound };

const RECORDED: readonly (readonly [RegExp, Reply])[] = [
  [/accesstoken$/, { body: token }],
  [/^\/v1\/private\/reviews\/[0-9a-f]{24}$/, { body: invited.reviews[0] }],
  [/^\/v1\/private\/business-units\/[0-9a-f]{24}\/reviews$/, { body: invited }],
  [/^\/v1\/consumers\/[0-9a-f]{24}\/profile$/, { body: consumer }],
  [/^\/v1\/consumers\/[0-9a-f]{24}\/reviews$/, { body: reviews }],
];

/** Answers each path as recorded, or as told here. */
function site(...told: (readonly [RegExp, Reply])[]): Site {
  return ({ url }) => [...told, ...RECORDED].find(([path]) => path.test(url.pathname))?.[1] ?? ABSENT;
}

function play(
  answers: Site,
  act: (stage: Stage) => Promise<void>,
  settings: object = PRIVATE,
): Promise<void> {
  return onStage(trustpilot, { origin, settings: { ...settings } }, answers, act);
}

const paths = (requests: readonly Asked[]) => requests.map(({ url }) => url.pathname);

networkContract(trustpilot, {
  origin,
  settings: PRIVATE,
  secret: PUBLIC.apiKey,
  // The customer invited that address through Trustpilot, which knows it from them.
  ownHost: true,
  statesNothing: true,
  known: {
    handle: consumer.id,
    id: consumer.id,
    email,
    site: site(),
    says: {
      name: 'Ada L.',
      url: `https://www.trustpilot.com/users/${consumer.id}`,
      emails: [email],
      keyedBy: email,
      states: [],
    },
  },
  unknown: {
    handle: '0'.repeat(24),
    id: '0'.repeat(24),
    site: ({ url }) =>
      url.pathname.endsWith('accesstoken')
        ? { body: token }
        : url.pathname.includes('/private/')
          ? { body: { links: [], reviews: [] } }
          : ABSENT,
  },
  endless: site([
    /^\/v1\/consumers\/[0-9a-f]{24}\/reviews$/,
    { body: { links: [], reviews: Array.from({ length: 100 }, () => reviews.reviews[0]) } },
  ]),
});

describe('Trustpilot', () => {
  it('says who was invited only to who brings the secret, and then by their e-mail address', async () => {
    await play(
      site(),
      async ({ network, requests }) => {
        expect(network.profileByEmail).toBeUndefined();
        expect(await network.profile({ id: consumer.id })).toMatchObject({ name: 'Ada L.', emails: [] });
        expect(paths(requests)).toEqual([`/v1/consumers/${consumer.id}/profile`]);
      },
      PUBLIC,
    );
    await play(site(), async ({ network, requests }) => {
      expect(await network.profileByEmail?.(' Ada@ADA.example ')).toMatchObject({ keyedBy: email });
      expect(requests.at(-1)?.url.searchParams.get('referralEmail')).toBe(email);
    });
  });

  it('recognises nobody by an address to which no invitation went, though the filter were ignored', async () => {
    await play(site(), async ({ network }) => {
      expect(await network.profileByEmail?.('somebody.else@ada.example')).toBeUndefined();
    });
  });

  it('recognises nobody where two people answered invitations to one address', async () => {
    const [first] = invited.reviews;
    const two = [
      first,
      { ...first, id: 'f'.repeat(24), consumer: { ...first?.consumer, id: 'e'.repeat(24) } },
    ];
    await play(site([/business-units/, { body: { reviews: two } }]), async ({ network }) => {
      expect(await network.profileByEmail?.(email)).toBeUndefined();
    });
  });

  it('takes the address of somebody else’s invitation for nobody’s', async () => {
    const [review] = invited.reviews;
    const other = { ...review, consumer: { id: 'e'.repeat(24), displayName: 'Ada L.' } };
    await play(site([/private\/reviews/, { body: other }]), async ({ network }) => {
      expect(await network.profile({ id: consumer.id })).toMatchObject({ emails: [] });
    });
  });

  it('reads what was written of the customer’s company, with its stars, and nothing of any other', async () => {
    const elsewhere = { ...reviews.reviews[0], id: 'd'.repeat(24), businessUnit: { id: 'c'.repeat(24) } };
    const all = { reviews: [...reviews.reviews, elsewhere] };
    await play(site([/consumers\/\w+\/reviews$/, { body: all }]), async ({ network, requests }) => {
      const profile = (await network.profile({ id: consumer.id })) as Profile;
      const posts = (await network.posts?.(profile, { limit: 50 })) ?? [];
      expect(posts.map(({ text, statedLanguage }) => [text.split('\n')[0], statedLanguage])).toEqual([
        ['★★☆☆☆ Cards jam at speed', 'en'],
        // Its title was only the beginning of it.
        ['★★★★★ Livraison rapide et soignée, merci.', 'fr'],
        ['★★★★☆ Good support', 'en'],
      ]);
      expect(posts[0]).toMatchObject({
        kind: 'review',
        url: 'https://www.trustpilot.com/reviews/62c8968be77911f2449e9f74',
        counts: { likes: 3 },
      });
      expect(requests.at(-1)?.url.searchParams.get('businessUnitId')).toBe(PUBLIC.businessUnit);
    });
  });

  it('keeps nothing of what people show there besides their name', async () => {
    await play(site([/profile$/, { body: { ...consumer, about: 'https://ada.example' } }]), async (stage) => {
      const profile = await stage.network.profile({ id: consumer.id });
      for (const field of ['bio', 'location', 'avatar']) expect(profile).not.toHaveProperty(field);
    });
  });

  it('asks nothing about what cannot be an id there', async () => {
    await play(site(), async ({ network, requests }) => {
      for (const handle of ['', '..', 'ada', `${consumer.id}/x`, 'G'.repeat(24)])
        expect(await network.profile({ handle })).toBeUndefined();
      expect(await network.profileByEmail?.('no address')).toBeUndefined();
      expect(requests).toEqual([]);
    });
  });

  it('asks for one token, however many ask at once, and says with it who asks', async () => {
    await play(site(), async ({ network, requests }) => {
      await Promise.all([network.profileByEmail?.(email), network.profile({ id: consumer.id })]);
      await network.profileByEmail?.(email);
      const [granted, ...more] = requests.filter(({ method }) => method === 'POST');
      expect(more).toEqual([]);
      expect(granted?.body).toBe('grant_type=client_credentials');
      const asked = requests.filter(({ url }) => url.pathname.includes('/private/'));
      for (const { headers } of asked) expect(headers['authorization']).toBe('Bearer tp-access-fictional');
    });
  });

  it('asks for another token before the one it has ends, and at once after a failure', async () => {
    let now = NOW.getTime();
    let asks = 0;
    const tokens = tokensFor({
      now: () => new Date(now),
      settings: { base: origin, ...PRIVATE },
      ask: (_, read) => {
        asks += 1;
        const answer = { status: asks === 2 ? 503 : 200, headers: new Headers(), url: '', text: '' };
        return Promise.resolve(0).then(() =>
          read({ ...answer, json: () => ({ access_token: `t${asks}`, expires_in: '3600' }) }),
        );
      },
    });
    expect([await tokens(), await tokens()]).toEqual(['t1', 't1']);
    now += 3_539_000;
    expect(await tokens()).toBe('t1');
    now += 2_000;
    await expect(tokens()).rejects.toMatchObject({ kind: 'unavailable' });
    expect(await tokens()).toBe('t3');
  });
});
