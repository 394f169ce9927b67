import { describe, expect, it } from 'vitest';
import { networkContract } from '../../../tests/contract/network.ts';
import { NOW, onStage } from '../../../tests/contract/stage.ts';
import type { Asked, Site } from '../../../tests/contract/stage.ts';
import type { Network } from '../../../src/ports/network.ts';
import notFound from './fixtures/not-found.json' with { type: 'json' };
import ada from './fixtures/profile.json' with { type: 'json' };
import { hashOf } from './api.ts';
import { gravatar } from './index.ts';

const origin = 'https://api.gravatar.com';
const email = 'ada@ada.example';

function play(
  site: Site,
  act: (network: Network, requests: readonly Asked[]) => Promise<void>,
): Promise<void> {
  return onStage(gravatar, { origin, settings: {} }, site, ({ network, requests }) => act(network, requests));
}

networkContract(gravatar, {
  origin,
  settings: { apiKey: '4711:gk-fictional0123456789' },
  secret: '4711:gk-fictional0123456789',
  known: {
    handle: 'adalovelace',
    id: ada.hash,
    email,
    site: () => ({ body: ada }),
    says: {
      handle: 'adalovelace',
      url: 'https://gravatar.com/adalovelace',
      name: 'Ada Lovelace',
      title: 'Analyst',
      employer: 'Analytical Engines',
      location: 'London',
      emails: [],
      since: new Date('2014-04-10T03:57:12Z'),
      states: [
        { url: 'https://github.com/Ada-Lovelace', where: 'verified account', proven: true },
        { url: 'https://social.example/@ada', where: 'verified account', proven: true },
        { url: 'https://ada.example/blog', where: 'link', proven: false },
      ],
    },
  },
  unknown: {
    handle: 'nobody',
    id: hashOf('nobody@ada.example'),
    site: () => ({ status: 404, body: notFound }),
  },
});

describe('Gravatar', () => {
  it('hashes an address as its documentation does', () => {
    expect(hashOf('MyEmailAddress@example.com ')).toBe(
      '84059b07d4be67b806386c0aad8070a23f18836bbaae342275dc0a83414c32ee',
    );
  });

  it('is asked by the hash of the address, whatever its case, and never by the address', async () => {
    await play(
      () => ({ body: ada }),
      async (network, requests) => {
        const profile = await network.profileByEmail?.('  Ada@Ada.EXAMPLE ');
        expect(profile).toMatchObject({ id: ada.hash, emails: [email] });
        expect(requests.map(({ url }) => url.pathname)).toEqual([`/v3/profiles/${ada.hash}`]);
      },
    );
  });

  it('asks nothing about what is no address and no name of a profile', async () => {
    await play(
      () => ({ body: ada }),
      async (network, requests) => {
        expect(await network.profileByEmail?.('not an address')).toBeUndefined();
        for (const handle of ['', '../me', 'a b', 'a/b'])
          expect(await network.profile({ handle })).toBeUndefined();
        expect(requests).toEqual([]);
      },
    );
  });

  it('takes an organisation for nobody', async () => {
    await play(
      () => ({ body: { ...ada, is_organization: true } }),
      async (network) => expect(await network.profileByEmail?.(email)).toBeUndefined(),
    );
  });

  it('reads a profile that shows next to nothing', async () => {
    const { hash, profile_url } = ada;
    const bare = { hash, profile_url, display_name: '', location: null, verified_accounts: [] };
    await play(
      () => ({ body: bare }),
      async (network) => {
        const profile = await network.profile({ id: hash });
        expect(profile).toMatchObject({ states: [], emails: [] });
        expect(profile).not.toHaveProperty('name');
        expect(profile).not.toHaveProperty('location');
      },
    );
  });

  it('waits until the next hour begins when the budget is spent', async () => {
    const reset = String(NOW.getTime() / 1000 + 1200);
    await play(
      () => ({ status: 429, headers: { 'x-ratelimit-reset': reset }, body: {} }),
      async (network) => {
        await expect(network.profile({ id: ada.hash })).rejects.toMatchObject({ retryAfterMs: 1_200_000 });
      },
    );
  });
});
