import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshStore } from '../../tests/support/database.ts';
import type { FreshStore } from '../../tests/support/database.ts';
import { installationOf } from '../core/ids.ts';
import type { ProfileId } from '../core/ids.ts';
import type { Workspace } from '../ports/store.ts';
import { aContact, aLink, aPost, aProfile, at, bluesky } from './testbed.ts';

let db: FreshStore;
beforeAll(async () => {
  db = await freshStore();
});
afterAll(() => db.close());

let places = 0;
/** Each test in an installation of its own. */
const inside = <T>(work: (w: Workspace) => Promise<T>) =>
  db.store.inside(installationOf('hubspot', `around-${places++}`), work);

const mara = aContact('mara').id;

/** Contacts with a linked profile of the same name. */
async function people(w: Workspace, ...names: readonly string[]): Promise<void> {
  await w.contacts.keep(names.map((name) => aContact(name)));
  await w.profiles.keep(names.map((name) => aProfile(name)));
  for (const name of names) await w.links.derive(aContact(name).id, [aLink(name, name)]);
}

let said = 0;
/** `giver` names `receiver` in a post. */
async function turn(w: Workspace, giver: string, receiver: string, seconds = 0): Promise<void> {
  const post = aPost(`${giver} ${receiver} ${said++}`, giver, {
    publishedAt: at(seconds),
    fetchedAt: at(9_000),
  });
  await w.posts.keep([post]);
  const aim = { names: 'profile', what: receiver as ProfileId } as const;
  await w.attention.given([
    { network: bluesky, post: post.id, fetchedAt: post.provenance.fetchedAt, aims: [aim] },
  ]);
}

const around = (w: Workspace, networks = [bluesky]) => w.neighbourhood.around(mara, networks);
const pairs = async (w: Workspace) =>
  (await around(w))?.ties.map(({ giver, receiver, posts }) => `${giver} > ${receiver} ${posts}`);

describe('what is kept around a contact', () => {
  it('is who turns to their linked profiles, and which contacts turn to those, with the newest posts', async () => {
    await inside(async (w) => {
      await people(w, 'mara', 'tom', 'ina', 'far');
      await w.profiles.keep([aProfile('stranger'), aProfile('another')]);
      for (let n = 0; n < 5; n++) await turn(w, 'tom', 'mara', n);
      await turn(w, 'stranger', 'mara');
      await turn(w, 'ina', 'stranger');
      await turn(w, 'another', 'stranger');
      await turn(w, 'far', 'ina');
      await turn(w, 'mara', 'far');
      const facts = await around(w);
      expect(facts?.contact.id).toBe('mara');
      expect(facts?.own).toEqual([{ network: 'bluesky', id: 'mara' }]);
      expect(await pairs(w)).toEqual(['stranger > mara 1', 'tom > mara 5', 'ina > stranger 1']);
      expect(facts?.ties[1]?.evidence.map(({ publishedAt }) => publishedAt)).toEqual([at(4), at(3), at(2)]);
      expect(facts?.profiles.map(({ id, contacts }) => [id, ...contacts])).toEqual([
        ['ina', 'ina'],
        ['mara', 'mara'],
        ['stranger'],
        ['tom', 'tom'],
      ]);
      expect(facts?.contacts.map(({ id }) => id)).toEqual(['ina', 'mara', 'tom']);
    });
  });

  it('is of links that stand, on the networks asked for', async () => {
    await inside(async (w) => {
      await people(w, 'mara', 'tom', 'ina');
      await turn(w, 'tom', 'mara');
      await turn(w, 'ina', 'tom');
      await w.links.derive(aContact('ina').id, [aLink('ina', 'ina', { status: 'suggested' })]);
      expect(await pairs(w)).toEqual(['tom > mara 1']);
      expect(await around(w, [])).toMatchObject({ own: [], ties: [], profiles: [], contacts: [] });
      await w.links.derive(mara, [aLink('mara', 'mara', { status: 'rejected' })]);
      expect(await around(w)).toMatchObject({ own: [], ties: [] });
    });
  });

  it('ends with a post that is removed, and with a person who is erased', async () => {
    await inside(async (w) => {
      await people(w, 'mara', 'tom', 'ina');
      await turn(w, 'tom', 'mara');
      await turn(w, 'ina', 'mara');
      await w.contacts.erase(aContact('tom').id, at(0));
      expect(await pairs(w)).toEqual(['ina > mara 1']);
      const [post] = await w.posts.of({ network: bluesky, id: 'ina' as ProfileId }, 1);
      if (post) await w.posts.remove(bluesky, [post.id]);
      expect(await pairs(w)).toEqual([]);
    });
  });

  it('keeps contacts among however many strangers, and is nothing where there is no such contact', async () => {
    await inside(async (w) => {
      expect(await around(w)).toBeUndefined();
      await people(w, 'mara', 'tom');
      const strangers = Array.from({ length: 50 }, (_, n) => `stranger${n}`);
      await w.profiles.keep(strangers.map((id) => aProfile(id)));
      for (const id of strangers) {
        await turn(w, id, 'mara', 5);
        await turn(w, id, 'mara', 6);
      }
      await turn(w, 'tom', 'mara');
      const found = (await pairs(w)) ?? [];
      expect(found).toHaveLength(31);
      expect(found).toContain('tom > mara 1');
    });
  });
});

it('shows nothing of another installation', async () => {
  await inside(async (w) => {
    await people(w, 'mara', 'tom');
    await turn(w, 'tom', 'mara');
  });
  await inside(async (w) => {
    await people(w, 'mara', 'tom');
    expect(await pairs(w)).toEqual([]);
  });
});
