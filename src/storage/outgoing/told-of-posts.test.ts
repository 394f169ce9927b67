import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freshStore } from '../../../tests/support/database.ts';
import type { FreshStore } from '../../../tests/support/database.ts';
import { ContactId } from '../../core/ids.ts';
import { EventAbout } from '../../core/outgoing/event.ts';
import type { Workspace } from '../../ports/store.ts';
import { acme, aContact, aPost, aProfile, at, bluesky, keyOfBluesky, other } from '../testbed.ts';

let db: FreshStore;
beforeAll(async () => {
  db = await freshStore();
});
afterAll(() => db.close());
const KEPT = ['profile', 'contact', 'outgoing_endpoint', 'post_removed', 'tombstone', 'erased'];
beforeEach(() => db.pool.query(`truncate ${KEPT.map((table) => `kith.${table}`).join(', ')} cascade`));

const post = aPost('1', 'ada');
const urlOf = (id: string) => aPost(id, 'ada').url;
const signal = (url: string, profile = 'ada'): EventAbout =>
  EventAbout.parse({
    ...{ type: 'signal.opened', contact: 'c' },
    signal: {
      kind: 'complaint',
      network: 'bluesky',
      profile,
      since: at(0).toISOString(),
      status: 'open',
      url,
    },
  });
const rule = (url: string): EventAbout =>
  EventAbout.parse({
    ...{ type: 'rule.matched', contact: 'c' },
    rule: { id: 'r', fact: 'f', network: 'bluesky', profile: 'ada', url },
  });

/** Ada said two things, and an endpoint was told of each twice: as a signal, and as what a rule met. */
async function told(installation = acme): Promise<void> {
  await db.store.inside(installation, async (w) => {
    await w.contacts.keep([aContact('c')]);
    await w.profiles.keep([aProfile('ada'), aProfile('eve')]);
    await w.posts.keep([post, aPost('2', 'ada')]);
    await w.outgoing.make({ url: 'https://hooks.example', hears: ['signal.opened', 'rule.matched'] }, at(0));
    for (const id of ['1', '2']) {
      await w.outgoing.announce(signal(urlOf(id)), at(0));
      await w.outgoing.announce(rule(urlOf(id)), at(0));
    }
  });
}

async function stillTold(installation = acme): Promise<readonly string[]> {
  const { rows } = await db.pool.query<{ url: string }>(
    `select coalesce(e.body -> 'signal' ->> 'url', e.body -> 'rule' ->> 'url') as url
     from kith.outgoing_event e join kith.outgoing_sending using (installation_id, event_id)
     where installation_id = $1 order by 1`,
    [installation],
  );
  return rows.map(({ url }) => url);
}

const second = [urlOf('2'), urlOf('2')];
const GOES: readonly (readonly [string, readonly string[], (w: Workspace) => Promise<unknown>])[] = [
  ['is deleted at its network', second, (w) => w.posts.remove(bluesky, [post.id])],
  ['fell silent with its account', [], (w) => w.posts.letGo(keyOfBluesky('ada'))],
  ['is gone with its profile', [], (w) => w.profiles.remove(keyOfBluesky('ada'), at(1))],
  ['was said by somebody who was erased', [], (w) => w.contacts.erase(ContactId.parse('c'), at(1))],
  ['could not be read again', [], (w) => w.tending.letGoUnread(bluesky, at(9), { source: 'listened' }, 10)],
];

describe('what endpoints were told of a post', () => {
  it.each(GOES)('goes with its sendings when the post %s', async (_, stays, go) => {
    await told();
    await told(other);
    await db.store.inside(acme, (w) => w.tending.read(keyOfBluesky('ada'), at(0), 1));
    await db.store.inside(acme, go);
    expect(await stillTold()).toEqual(stays);
    expect(await stillTold(other)).toHaveLength(4);
  });

  it('stays for another author who tells of the same page, and for what has no page', async () => {
    await told();
    await db.store.inside(acme, async (w) => {
      await w.outgoing.announce(signal(urlOf('1'), 'eve'), at(0));
      await w.outgoing.announce(EventAbout.parse({ type: 'signal.opened', contact: 'c' }), at(0));
      await w.posts.remove(bluesky, [post.id]);
    });
    expect(await stillTold()).toEqual([urlOf('1'), ...second, null]);
  });
});
