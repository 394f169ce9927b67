import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshStore } from '../../tests/support/database.ts';
import type { FreshStore } from '../../tests/support/database.ts';
import type { IntentName } from '../core/conversation/intent/intents.ts';
import { ContactId, PostId, installationOf } from '../core/ids.ts';
import type { ReadPost } from '../core/record/facts.ts';
import { viewOf } from '../core/record/view.ts';
import type { Workspace } from '../ports/store.ts';
import { aContact, aLink, aPost, aProfile, at, bluesky } from './testbed.ts';

let db: FreshStore;
beforeAll(async () => {
  db = await freshStore();
});
afterAll(() => db.close());

const ada = ContactId.parse('ada');
const MINUTE = 60;
const titles = new Map([['bluesky', 'Bluesky']]);

/** Read so surely. */
const post = (
  id: string,
  minute: number,
  intent?: IntentName,
  probability = 0.9,
  profile = 'ada',
): ReadPost => ({
  ...aPost(id, profile, { publishedAt: at(minute * MINUTE) }),
  ...(intent && { reading: { model: 'm', intents: [{ label: intent, probability, because: [] }] } }),
});
const many = (n: number, from: number, intent?: IntentName, profile = 'ada') =>
  Array.from({ length: n }, (_, i) => post(`${profile}${from + i}`, from + i, intent, 0.9, profile));

let made = 0;
/** Ada, in an installation of the test's own, who said these; and how her record stands after so many minutes. */
async function said(...posts: readonly ReadPost[]) {
  const installation = installationOf('hubspot', `telling-${made++}`);
  const as = <T>(work: (w: Workspace) => Promise<T>) => db.store.inside(installation, work);
  await as(async (w) => {
    await w.contacts.keep([aContact('ada')]);
    await w.profiles.keep([aProfile('ada'), aProfile('namesake')]);
    await w.links.derive(ada, [aLink('ada', 'ada'), aLink('ada', 'namesake', { status: 'suggested' })]);
    await w.posts.keep(posts);
  });
  const record = async (minutes = 500) => {
    const facts = await db.store.recordRows(installation, ada);
    if (!facts) throw new Error('there is nobody');
    const view = viewOf(facts, { titles, now: at(minutes * MINUTE) });
    const signals = view.signals.map(({ kind, url }) => [kind, url.split('/').at(-1)]);
    return { signals, shown: view.conversations.map(({ id }) => id) };
  };
  return { as, record };
}

describe('what somebody said that is worth acting on', () => {
  it('stays so however much they said since, and stands below the latest of it', async () => {
    const { record } = await said(post('bad', 0, 'complaint'), post('idle', 1), ...many(60, 10));
    const { signals, shown } = await record();
    expect(signals).toEqual([['complaint', 'bad']]);
    expect(shown).toHaveLength(21);
    expect([shown[0], shown[19], shown[20]]).toEqual(['ada69', 'ada50', 'bad']);
  });

  it('stays so beside much else that is worth acting on', async () => {
    const { record } = await said(
      post('bad', 0, 'complaint'),
      post('worse', 1, 'bug'),
      post('buys', 2, 'purchase'),
      ...many(60, 10, 'praise'),
    );
    const { signals } = await record();
    expect(signals.toSorted()).toEqual([
      ['buying question', 'buys'],
      ['complaint', 'worse'],
      ['praise', 'ada69'],
    ]);
  });

  it('is nothing once it was read otherwise, taken back, or said a month ago', async () => {
    const { as, record } = await said(
      post('bad', 0, 'complaint'),
      post('leaving', 1, 'churn'),
      ...many(30, 10),
    );
    expect((await record()).signals).toHaveLength(2);
    await as((w) => w.posts.keep([post('bad', 0, 'complaint', 0.6)]));
    expect((await record()).signals).toEqual([['churn risk', 'leaving']]);
    await as((w) => w.posts.remove(bluesky, [PostId.parse('leaving')]));
    expect((await record()).shown).toHaveLength(20);
    const month = 31 * 24 * 60;
    const earlier = await said(post('bad', 0, 'complaint'), ...many(30, month));
    expect(await earlier.record(month + 60)).toMatchObject({ signals: [], shown: { length: 20 } });
  });

  it('is nothing where it is not sure that it was them', async () => {
    const { record } = await said(...many(3, 0, 'complaint', 'namesake'), ...many(30, 10));
    expect((await record()).signals).toEqual([]);
  });
});
