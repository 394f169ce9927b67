import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { freshStore } from '../../tests/support/database.ts';
import type { FreshStore } from '../../tests/support/database.ts';
import { TERMS } from '../../tests/support/neighbours.ts';
import { installationOf } from '../core/ids.ts';
import type { ProfileId } from '../core/ids.ts';
import type { Terms } from '../core/terms.ts';
import { aContact, aLink, aPost, aProfile, at, bluesky } from '../storage/testbed.ts';
import { openNeighbourhoods } from './neighbourhood.ts';

let db: FreshStore;
let places = 0;
let place: ReturnType<typeof installationOf>;
beforeAll(async () => {
  db = await freshStore();
});
afterAll(() => db.close());

const names = ['mara', 'tom', 'ina'] as const;

beforeEach(async () => {
  place = installationOf('hubspot', `reach-${places++}`);
  await db.store.inside(place, async (w) => {
    await w.contacts.keep(names.map((name) => aContact(name, { name })));
    await w.profiles.keep([...names, 'passer'].map((name) => aProfile(name)));
    for (const name of names) await w.links.derive(aContact(name).id, [aLink(name, name)]);
    for (const [giver, receiver] of [
      ['tom', 'mara'],
      ['passer', 'mara'],
      ['ina', 'passer'],
    ] as const) {
      for (let n = 0; n < 4; n++) {
        const post = aPost(`${giver}${n}`, giver, { publishedAt: at(n), fetchedAt: at(9) });
        await w.posts.keep([post]);
        const aims = [{ names: 'profile', what: receiver as ProfileId } as const];
        await w.attention.given([
          { network: bluesky, post: post.id, fetchedAt: post.provenance.fetchedAt, aims },
        ]);
      }
    }
  });
});

const mara = aContact('mara').id;

async function read(terms: Partial<Terms> = {}, framed = false) {
  const asked: unknown[] = [];
  const flow = openNeighbourhoods({
    store: db.store,
    manners: new Map([[bluesky, { terms: { ...TERMS, ...terms } }]]),
    titles: new Map([[bluesky, 'Bluesky']]),
    now: () => at(100),
  });
  const deals = async (contacts: readonly string[]) => {
    asked.push(contacts);
    return { open: [] };
  };
  const found = await flow.read(place, mara, { framed, deals });
  return { names: found?.people.map(({ name }) => name), asked, found };
}

it('tells whom a person reaches from what is kept, and asks the CRM once about all of them', async () => {
  const { names: reached, asked, found } = await read();
  expect(reached).toEqual(['tom', 'ina']);
  expect(asked).toEqual([['ina', 'tom']]);
  expect(found?.people[1]?.paths[0]?.steps.map(({ says, posts }) => [says, posts.length])).toEqual([
    ['passer.example mentioned mara 4 times, last on May 1, 2026.', 3],
    ['ina mentioned passer.example 4 times, last on May 1, 2026.', 3],
  ]);
});

it('keeps to the terms of the network, inside a frame too', async () => {
  expect((await read({ needsConsent: true })).names).toEqual(['tom']);
  expect((await read({ mayDerive: false })).found).toMatchObject({ people: [], known: false });
  expect((await read({ mayShowInFrame: false }, true)).names).toEqual([]);
  expect((await read({ mayShowInFrame: false })).names).toEqual(['tom', 'ina']);
});

it('forgets a stranger who is ignored, and a contact who is erased, with the ways by them', async () => {
  await db.store.inside(place, (w) => w.profiles.remove({ network: bluesky, id: aProfile('passer').id }));
  expect((await read()).names).toEqual(['tom']);
  await db.store.inside(place, (w) => w.contacts.erase(aContact('tom').id, at(50)));
  expect((await read()).names).toEqual([]);
});
