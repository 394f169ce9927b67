import { describe, expect, it } from 'vitest';
import { networkContract } from '../../../tests/contract/network.ts';
import { NOW, onStage } from '../../../tests/contract/stage.ts';
import type { Reply, Site, Stage } from '../../../tests/contract/stage.ts';
import type { Profile } from '../../../src/core/profile.ts';
import type { Network } from '../../../src/ports/network.ts';
import answers from './fixtures/answers.json' with { type: 'json' };
import associated from './fixtures/associated.json' with { type: 'json' };
import questions from './fixtures/questions.json' with { type: 'json' };
import throttled from './fixtures/throttled.json' with { type: 'json' };
import found from './fixtures/user.json' with { type: 'json' };
import { stackexchange } from './index.ts';

const origin = 'https://api.stackexchange.com';
const at = { handle: '22656' };
const [ada] = found.items;
const nobody = { items: [], has_more: false };

/** Answers each path as recorded, or as told here. */
function site(...told: (readonly [RegExp, Reply])[]): Site {
  const recorded: readonly (readonly [RegExp, Reply])[] = [
    [/\/associated$/, { body: associated }],
    [/\/questions$/, { body: questions }],
    [/\/answers$/, { body: answers }],
    [/\/users(\/\d+)?$/, { body: found }],
  ];
  return ({ url }) =>
    [...told, ...recorded].find(([path]) => path.test(url.pathname))?.[1] ?? { status: 404, body: {} };
}

function play(answering: Site, act: (stage: Stage) => Promise<void>, settings = {}): Promise<void> {
  return onStage(stackexchange, { origin, settings }, answering, act);
}

async function postsOf(network: Network, limit = 50) {
  return (await network.posts?.((await network.profile(at)) as Profile, { limit })) ?? [];
}

networkContract(stackexchange, {
  origin,
  known: {
    handle: '22656',
    id: '11683',
    name: "Ada O'Lovelace",
    site: site(),
    says: {
      handle: '22656',
      url: 'https://stackoverflow.com/users/22656/ada-lovelace',
      name: "Ada O'Lovelace",
      location: 'Västervåla, Sweden',
      since: new Date('2008-09-26T12:05:05.000Z'),
      standing: 'active',
      states: [{ url: 'http://ada.example/', where: 'link', proven: false }],
    },
  },
  unknown: { handle: '999999999', id: '999999999', site: () => ({ body: nobody }) },
  endless: site(
    [/\/questions$/, { body: { ...questions, has_more: true } }],
    [/\/answers$/, { body: { ...answers, has_more: true } }],
  ),
});

describe('Stack Exchange', () => {
  it('asks the site that an admin names, with the key of its app', async () => {
    const settings = { site: 'https://serverfault.com', key: 'fictional((' };
    await play(
      site(),
      async ({ network, requests }) => {
        await network.profile(at);
        expect(requests[0]?.url.searchParams.get('site')).toBe('serverfault.com');
        expect(requests[0]?.url.searchParams.get('key')).toBe('fictional((');
      },
      settings,
    );
    const grammar = stackexchange.addressesAt?.({ site: settings.site, base: origin });
    expect(grammar).toMatchObject({
      hosts: ['serverfault.com'],
      url: 'https://serverfault.com/users/{handle}',
    });
  });

  it('finds an account by who it is on the site, and nobody where it never was there', async () => {
    await play(site(), async ({ network, requests }) => {
      expect((await network.profile({ id: '11683' }))?.handle).toBe('22656');
      expect(requests.map(({ url }) => url.pathname)).toEqual([
        '/2.3/users/11683/associated',
        '/2.3/users/22656',
      ]);
    });
    const elsewhere = { ...associated, items: associated.items.slice(0, 1) };
    await play(site([/\/associated$/, { body: elsewhere }]), async ({ network, requests }) => {
      expect(await network.profile({ id: '11683' })).toBeUndefined();
      expect(requests).toHaveLength(1);
    });
  });

  it('lets the next call wait as long as a good answer asks for', async () => {
    await play(site(), async ({ network, quiet }) => {
      await postsOf(network);
      expect(quiet).toEqual([10_000]);
    });
  });

  it.each([
    [throttled, 'rate-limited', 46_472_000],
    [{ error_id: 502, error_message: 'Violation of backoff parameter' }, 'rate-limited', 60_000],
    [{ error_id: 503, error_message: 'simulated' }, 'unavailable', undefined],
    [{ error_id: 400, error_message: "`key` doesn't match a known application" }, 'unauthorized', undefined],
    [{ error_id: 400, error_message: 'No site found for name `x`' }, 'rejected', undefined],
    [{ error_id: 403, error_message: 'write failed' }, 'forbidden', undefined],
  ] as const)('reads what a refusal means from its body: %o', async (body, kind, retryAfterMs) => {
    await play(
      () => ({ status: 400, body }),
      async ({ network }) => {
        await expect(network.profile(at)).rejects.toMatchObject({ kind, retryAfterMs });
      },
    );
  });

  it('says who is suspended, and who was, no more', async () => {
    const until = (seconds: number) => ({
      ...nobody,
      items: [{ ...ada, timed_penalty_date: NOW.getTime() / 1000 + seconds }],
    });
    for (const [seconds, standing] of [
      [3600, 'suspended'],
      [-3600, 'active'],
    ] as const) {
      await play(site([/\/users\/\d+$/, { body: until(seconds) }]), async ({ network }) => {
        expect((await network.profile(at))?.standing).toBe(standing);
      });
    }
  });

  it('takes for nobody who is no more', async () => {
    const { account_id: _, ...gone } = { ...ada, user_type: 'does_not_exist' };
    await play(site([/\/users\/\d+$/, { body: { items: [gone] } }]), async ({ network }) => {
      expect(await network.profile(at)).toBeUndefined();
    });
  });

  it('finds by name only whose names could be the one asked for', async () => {
    const others = { items: [{ ...ada, display_name: 'Ada Byron' }, ada] };
    await play(site([/\/users$/, { body: others }]), async ({ network, requests }) => {
      expect((await network.search?.("Ada O'Lovelace"))?.map(({ name }) => name)).toEqual(["Ada O'Lovelace"]);
      expect(requests[0]?.url.searchParams.get('inname')).toBe("Ada O'Lovelace");
      expect(await network.search?.(' ')).toEqual([]);
      expect(requests).toHaveLength(1);
    });
  });

  it('reads questions and answers in one order, with the question they belong to', async () => {
    await play(site(), async ({ network }) => {
      const posts = await postsOf(network);
      expect(posts.map(({ kind, url, conversation }) => [kind, url, conversation])).toEqual([
        ['answer', 'https://stackoverflow.com/a/11227902', 'stackoverflow.com/11227800'],
        ['question', 'https://stackoverflow.com/q/11227809', 'stackoverflow.com/11227809'],
        ['answer', 'https://stackoverflow.com/a/11227700', 'stackoverflow.com/11227600'],
      ]);
      expect(posts[0]?.text).toBe('It weaves patterns & nothing else.\n\na < b');
      expect(posts[1]?.text).toBe('How do I order an engine to compute "Bernoulli" numbers?\n\nBy Note G.');
      expect(posts.map(({ counts }) => counts)).toEqual([
        { likes: 12 },
        { likes: 7, replies: 2 },
        { likes: 0 },
      ]);
    });
  });

  it('takes no words of somebody else, and none from a site that is no longer asked', async () => {
    const foreign = {
      ...questions,
      items: questions.items.map((one) => ({ ...one, owner: { user_id: 1 } })),
    };
    await play(site([/\/questions$/, { body: foreign }]), async ({ network }) => {
      expect((await postsOf(network)).map(({ kind }) => kind)).toEqual(['answer', 'answer']);
    });
    await play(site(), async ({ network, requests }) => {
      const profile = { ...((await network.profile(at)) as Profile), url: 'https://superuser.com/users/91' };
      expect(await network.posts?.(profile, { limit: 10 })).toEqual([]);
      expect(requests).toHaveLength(1);
    });
  });
});
