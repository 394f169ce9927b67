import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshStore } from '../../tests/support/database.ts';
import type { FreshStore } from '../../tests/support/database.ts';
import { installationOf } from '../core/ids.ts';
import type { InstallationId } from '../core/ids.ts';
import { aimsOf } from '../core/influence/aims.ts';
import { volumeAt } from '../core/influence/attention-edge.ts';
import type { AddressGrammar } from '../core/identity/address.ts';
import type { Post } from '../core/post.ts';
import type { Workspace } from '../ports/store.ts';
import { aPost, aProfile, at, bluesky, keyOfBluesky } from './testbed.ts';

let db: FreshStore;
beforeAll(async () => {
  db = await freshStore();
});
afterAll(() => db.close());

let places = 0;
const anywhere = () => installationOf('hubspot', `attention-${places++}`);
const DAY = 86_400;

/** How the network of these tests writes a profile's address. */
const grammar: AddressGrammar = {
  ...{ network: bluesky, title: 'Bluesky', hosts: ['bsky.example'], paths: [/^\/([a-z.]+)$/] },
  ...{
    handle: /^[a-z.]+$/,
    fold: 'lower' as const,
    reserved: [],
    url: 'https://bsky.example/{handle}',
    aliases: [],
  },
};

async function say(w: Workspace, ...posts: readonly Post[]): Promise<void> {
  await w.posts.keep(posts);
  await w.attention.given(
    posts.map((post) => ({
      ...{ network: post.network, post: post.id, fetchedAt: post.provenance.fetchedAt },
      aims: aimsOf(post, grammar),
    })),
  );
}

const written = async (w: Workspace) => {
  const all = [];
  for (;;) {
    const page = await w.attention.of(bluesky, all.at(-1));
    if (page.length === 0) break;
    all.push(...page);
  }
  return all.map(({ giver, receiver, posts, volume, lastAt }) => ({
    giver,
    receiver,
    posts,
    volume,
    lastAt,
  }));
};

const inside = <T>(place: InstallationId, work: (w: Workspace) => Promise<T>) => db.store.inside(place, work);

const answer = (id: string, by: string, to: string, more: Parameters<typeof aPost>[2] = {}) =>
  aPost(id, by, { ...more, kind: 'reply', ...ids(id, to) });
const ids = (id: string, to: string) => {
  const [post, before] = [aPost(id, 'x').id, aPost(to, 'x').id];
  return { inReplyTo: before, conversation: before, id: post };
};

describe('attention from kept posts', () => {
  it('is given by whoever answers or names somebody, once a post, and half of it is left after 90 days', async () => {
    await inside(anywhere(), async (w) => {
      await w.profiles.keep([aProfile('ada'), aProfile('bob')]);
      await say(w, aPost('first', 'ada'));
      await say(w, answer('a', 'bob', 'first', { text: '@ada.example and again @ada.example' }));
      await say(
        w,
        aPost('b', 'bob', { text: 'see https://bsky.example/ada.example', publishedAt: at(-90 * DAY) }),
      );
      const [edge, ...more] = await written(w);
      expect(more).toEqual([]);
      expect(edge).toMatchObject({ giver: 'bob', receiver: 'ada', posts: 2, lastAt: at(0) });
      expect(edge?.volume).toBeCloseTo(1.5, 6);
      expect(edge && volumeAt(edge, at(90 * DAY))).toBeCloseTo(0.75, 6);
    });
  });

  it('is given to whom the network says a post names, whatever their handle is by now', async () => {
    await inside(anywhere(), async (w) => {
      await w.profiles.keep([aProfile('ada', { handle: 'lovelace.example' }), aProfile('bob')]);
      await w.profiles.keep([aProfile('eve', { handle: 'ada.example' })]);
      const [ada] = [aProfile('ada').id];
      await say(w, aPost('1', 'bob', { text: 'Thanks @ada.example', names: [{ profile: ada }] }));
      await say(w, aPost('2', 'bob', { text: 'Thanks', names: [{ handle: 'lovelace.example' }] }));
      expect(await written(w)).toMatchObject([{ giver: 'bob', receiver: 'ada', posts: 2 }]);
    });
  });

  it('is never given to oneself, in private, or to somebody who is not kept', async () => {
    await inside(anywhere(), async (w) => {
      await w.profiles.keep([aProfile('ada'), aProfile('bob')]);
      await say(w, aPost('first', 'ada'), answer('again', 'ada', 'first', { text: '@ada.example' }));
      await say(w, aPost('quiet', 'bob', { kind: 'direct message', text: '@ada.example' }));
      await say(w, aPost('away', 'bob', { text: '@nobody.example' }));
      expect(await written(w)).toEqual([]);
    });
  });

  it('ends with the words that were taken out of a post, with the post, with what it answers, and with either profile', async () => {
    const begun = async (end: (w: Workspace) => Promise<unknown>) => {
      const place = anywhere();
      return inside(place, async (w) => {
        await w.profiles.keep([aProfile('ada'), aProfile('bob')]);
        await say(w, aPost('first', 'ada'), aPost('named', 'bob', { text: '@ada.example' }));
        await say(w, answer('a', 'bob', 'first', { publishedAt: at(-5) }));
        await end(w);
        return written(w);
      });
    };
    const one = [{ giver: 'bob', receiver: 'ada', posts: 1 }];
    const silent = aPost('named', 'bob', { text: 'nobody', fetchedAt: at(9) });
    expect(await begun((w) => say(w, silent))).toMatchObject([{ ...one[0], lastAt: at(-5) }]);
    expect(await begun((w) => w.posts.remove(bluesky, [silent.id]))).toMatchObject(one);
    expect(await begun((w) => w.posts.remove(bluesky, [aPost('first', 'x').id]))).toMatchObject(one);
    expect(await begun((w) => w.posts.letGo(keyOfBluesky('bob')))).toEqual([]);
    for (const gone of ['ada', 'bob'])
      expect(await begun((w) => w.profiles.remove(keyOfBluesky(gone)))).toEqual([]);
  });

  it('weighs nobody more who says that they spoke in the future', async () => {
    await inside(anywhere(), async (w) => {
      await w.profiles.keep([aProfile('ada'), aProfile('bob')]);
      await say(w, aPost('late', 'bob', { text: '@ada.example', publishedAt: new Date('9000-01-01') }));
      expect(await written(w)).toMatchObject([{ posts: 1, volume: 1, lastAt: at(0) }]);
    });
  });

  it('tells of somebody what they give and receive, the most first, and of another installation nothing', async () => {
    const place = anywhere();
    await inside(place, async (w) => {
      const many = ['ada', 'bob', 'eve', 'joe'];
      await w.profiles.keep(many.map((id) => aProfile(id)));
      await say(w, aPost('first', 'ada'), aPost('1', 'bob', { text: '@ada.example' }));
      await say(w, aPost('2', 'eve', { text: '@ada.example' }), aPost('3', 'eve', { text: '@ada.example' }));
      await say(w, aPost('4', 'ada', { text: '@joe.example' }), aPost('5', 'joe', { text: '@bob.example' }));
      const pairs = async (most: number) =>
        (await w.attention.around([keyOfBluesky('ada')], most)).map(
          (edge) => `${edge.giver} ${edge.receiver}`,
        );
      expect(await pairs(9)).toEqual(['eve ada', 'ada joe', 'bob ada']);
      expect(await pairs(1)).toEqual(['eve ada', 'ada joe']);
      expect(await w.attention.around([], 9)).toEqual([]);
    });
    await inside(anywhere(), async (w) => {
      expect(await w.attention.around([keyOfBluesky('ada')], 9)).toEqual([]);
    });
  });
});

const people = ['ada', 'bob', 'eve'];
const said: readonly Post[] = [
  aPost('p1', 'ada', { publishedAt: at(-200 * DAY) }),
  answer('p2', 'bob', 'p1', { publishedAt: at(-100 * DAY) }),
  answer('p3', 'eve', 'p2', { text: 'as @ada.example said', publishedAt: at(-40 * DAY) }),
  answer('p4', 'ada', 'p3', { text: '@bob.example', publishedAt: at(-DAY) }),
  aPost('p5', 'eve', { text: '@ada.example @bob.example @eve.example', publishedAt: at(0) }),
];
type Step = { readonly know: string } | { readonly say: Post } | { readonly unsay: Post };
const saying = said.map((post) => ({ say: post }));
const knowing = people.map((know) => ({ know }));
/** Everything at least once, in any order, with some of it again and some of it taken away. */
const course: fc.Arbitrary<readonly Step[]> = fc
  .tuple(fc.subarray([...saying, ...knowing]), fc.subarray(said.map((post) => ({ unsay: post }))))
  .chain(([again, unsaid]) => {
    const all: readonly Step[] = [...knowing, ...saying, ...again, ...unsaid];
    return fc.shuffledSubarray([...all], { minLength: all.length });
  });

it('leaves the same whatever came twice, in another order, or was taken away again', async () => {
  await fc.assert(
    fc.asyncProperty(course, async (steps) => {
      const gone = new Set(steps.flatMap((one) => ('unsay' in one ? [one.unsay] : [])));
      const left = saying.filter(({ say: post }) => !gone.has(post));
      expect(await lived(steps)).toEqual(await lived([...knowing, ...left]));
    }),
    { numRuns: 40 },
  );
});

function lived(steps: readonly Step[]) {
  return inside(anywhere(), async (w) => {
    for (const one of steps) {
      if ('know' in one) await w.profiles.keep([aProfile(one.know)]);
      if ('unsay' in one) await w.posts.remove(bluesky, [one.unsay.id]);
      if (!('say' in one)) continue;
      // A post has its place only with its author.
      await w.profiles.keep([aProfile(one.say.profile)]);
      await say(w, one.say);
    }
    return written(w);
  });
}
