import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aFarm, aSociety } from '../../../tests/support/society.ts';
import type { Society } from '../../../tests/support/society.ts';
import { freshStore } from '../../../tests/support/database.ts';
import type { FreshStore } from '../../../tests/support/database.ts';
import { installationOf, PostId } from '../../core/ids.ts';
import type { InstallationId } from '../../core/ids.ts';
import type { Post } from '../../core/post.ts';
import type { Weigh } from '../../ports/attention.ts';
import type { Workspace } from '../../ports/store.ts';
import { at, bluesky } from '../../storage/testbed.ts';
import { keepPosts } from '../keep-posts.ts';
import { scoreProfile } from '../score-profile.ts';
import { weigh } from '../../workers/weigh.ts';
import { weighAttention } from './weigh.ts';

let db: FreshStore;
beforeAll(async () => {
  db = await freshStore();
});
afterAll(() => db.close());

const NOW = at(86_400);
const TERMS = { deleteWithinHours: 24, mayMatchOutside: true, mayShowInFrame: true, needsConsent: false };
const terms = { ...TERMS, clause: 'An open network.', source: 'https://bsky.example/terms' };
const mannersOf = (mayDerive: boolean) => new Map([[bluesky, { terms: { ...terms, mayDerive } }]]);
const OPEN = mannersOf(true);

/** Everybody is kept, says what they say, and is scored; then the night comes. */
async function live(place: InstallationId, society: Society, manners = OPEN): Promise<void> {
  await db.store.inside(place, async (w) => {
    await w.contacts.keep(society.contacts);
    await w.profiles.keep(society.profiles);
    for (const link of society.links) await w.links.derive(link.contact, [link]);
  });
  await inside(place, (w) => keepPosts(w, society.posts, manners));
  await inside(place, async (w) => {
    for (const { profile: id } of society.links) {
      const profile = await w.profiles.find({ network: bluesky, id });
      const said = society.posts.filter((post) => post.profile === id);
      if (profile) await scoreProfile(w, profile, said, NOW);
    }
  });
  await weighAttention(place, { store: db.store, manners, weigh, now: () => NOW });
}

const inside = <T>(place: InstallationId, work: (w: Workspace) => Promise<T>) => db.store.inside(place, work);

const influences = (place: InstallationId) =>
  inside(place, async (w) => {
    const all = await w.profiles.scoredOn(bluesky);
    return new Map(
      all.flatMap(({ profile: { id, influence } }) => (influence?.known ? [[id, influence] as const] : [])),
    );
  });

describe('a thousand accounts made up', () => {
  it('that follow, like and answer lift a middling account by ten hundredths at the most, and it is said that they are unusual', async () => {
    const society = aSociety(3);
    const before = installationOf('hubspot', 'honest');
    await live(before, society);
    const honest = await influences(before);
    const middling = [...honest].filter(([, { percentile }]) => percentile >= 30 && percentile <= 60);
    expect(middling.length).toBeGreaterThan(10);
    for (const [n, [id, was]] of middling.slice(0, 1).entries()) {
      const place = installationOf('hubspot', `bought-${n}`);
      await live(place, aFarm(society, id, 1_000));
      const after = (await influences(place)).get(id);
      expect((after?.percentile ?? 100) - was.percentile).toBeLessThanOrEqual(10);
      expect(after?.warning).toMatch(
        /^1,0\d\d accounts that no contact leads to turn to them, far more than is usual/,
      );
      const others = [...(await influences(place))].filter(([one]) => one !== id);
      for (const [one, { percentile }] of others)
        expect(Math.abs(percentile - (honest.get(one)?.percentile ?? 0))).toBeLessThanOrEqual(10);
    }
  }, 120_000);
});

it('counts nothing that somebody does themselves, however much', async () => {
  const society = aSociety(3);
  const talkative = society.links[0]?.profile;
  const own = society.posts.filter((post) => post.profile === talkative && post.kind === 'post');
  const more = Array.from({ length: 60 }, (_, n) => ({
    ...own.map((post) => ({ ...post, kind: 'reply' as const, inReplyTo: post.id, counts: {} }))[0],
    id: PostId.parse(`again-${n}`),
  })) as readonly Post[];
  const [quiet, loud] = [installationOf('hubspot', 'quiet'), installationOf('hubspot', 'loud')];
  await live(quiet, society);
  await live(loud, { ...society, posts: [...society.posts, ...more] });
  expect(talkative && (await influences(loud)).get(talkative)).toEqual(
    talkative && (await influences(quiet)).get(talkative),
  );
}, 60_000);

it('weighs nothing where the terms let no figures be made, and names who turns to somebody where they do', async () => {
  const [open, shut] = [installationOf('hubspot', 'open'), installationOf('hubspot', 'shut')];
  for (const [place, manners] of [
    [open, OPEN],
    [shut, mannersOf(false)],
  ] as const) {
    await live(place, aSociety(5), manners);
  }
  const contacts = aSociety(5).links.map(({ profile }) => profile);
  const weighed = (place: InstallationId) => inside(place, (w) => w.attention.standings(bluesky, contacts));
  expect((await weighed(open)).size).toBe(120);
  expect((await weighed(shut)).size).toBe(0);
  const says = [...(await influences(open)).values()].flatMap(({ because }) => because);
  expect(says.filter(({ part }) => part === 'attention').length).toBe(120);
  expect(says.some((one) => /^\d+ accounts your contacts lead to turn to them/.test(one.says))).toBe(true);
}, 60_000);

const weighWith = (place: InstallationId, weighs: Weigh, now = NOW) =>
  weighAttention(place, { store: db.store, manners: OPEN, weigh: weighs, now: () => now });
/** The same, and at the first account that is scored this happens before. */
const meanwhile =
  (happens: () => Promise<unknown>): Weigh =>
  (now, work) =>
    weigh(now, (elsewhere) =>
      work({
        ...elsewhere,
        compare: async (by) => {
          await happens();
          return elsewhere.compare(by);
        },
      }),
    );

describe('a weighing that goes on', () => {
  it('is not begun a second time, and keeps nobody from keeping posts', async () => {
    const place = installationOf('hubspot', 'twice');
    const society = aSociety(7);
    await live(place, society);
    let begun = 0;
    const counted: Weigh = (now, work) => {
      begun++;
      return weigh(now, work);
    };
    const [first, ...others] = society.posts;
    await weighWith(
      place,
      meanwhile(async () => {
        await weighWith(place, counted);
        await inside(place, (w) => w.posts.remove(bluesky, first ? [first.id] : []));
        await inside(place, (w) => keepPosts(w, others, OPEN));
      }),
    );
    expect(begun).toBe(0);
    await weighWith(place, counted);
    expect(begun).toBe(1);
  });

  it('that ends half-way leaves what was known of everybody, and the next one does it whole', async () => {
    const place = installationOf('hubspot', 'half-way');
    const society = aSociety(9);
    await live(place, society);
    const known = await influences(place);
    const later = new Date(NOW.getTime() + 86_400_000);
    const killed = meanwhile(() => Promise.reject(new Error('the process was killed')));
    await inside(place, (w) =>
      w.posts.remove(
        bluesky,
        society.posts.slice(-200).map(({ id }) => id),
      ),
    );
    await expect(weighWith(place, killed, later)).rejects.toThrow('killed');
    expect(await influences(place)).toEqual(known);
    await weighWith(place, weigh, later);
    const after = await influences(place);
    expect(after).not.toEqual(known);
    await weighWith(place, weigh, later);
    expect(await influences(place)).toEqual(after);
  });
});
