import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account, openWorlds } from '../../tests/support/world.ts';
import type { World } from '../../tests/support/world.ts';
import { Contact } from '../core/contact.ts';
import { Failure } from '../core/failure.ts';
import { ContactId } from '../core/ids.ts';
import type { Crm } from '../ports/crm.ts';
import type { NewItem } from '../ports/crm-items.ts';
import { addItem } from './add-item.ts';
import { automate } from './automate.ts';

let worlds: Awaited<ReturnType<typeof openWorlds>>;
beforeAll(async () => {
  worlds = await openWorlds();
});
afterAll(() => worlds.close());

const id = (text: string) => ContactId.parse(text);
const ada = { id: '1', name: 'Ada Quist', handles: ['github:adaquist', 'bluesky:ada.example'] };
const hub = account('github', '7', { handle: 'adaquist', name: 'Ada Quist' });
const sky = account('bluesky', 'did:7', { handle: 'ada.example', name: 'Ada Quist' });

/** The CRM with these contacts in it; it counts how often it is asked. */
function crm(there: readonly Contact[], changes: Partial<Crm> = {}) {
  const asked: ContactId[] = [];
  const contacts = async (ids: readonly ContactId[]) => {
    asked.push(...ids);
    return there.filter((one) => ids.includes(one.id));
  };
  const write: Crm['write'] = async (patches) =>
    patches.map(({ contact }) => ({ contact, outcome: 'written' }));
  const batches = { page: 100, read: 100, write: 100 };
  const rest = { batches, prepare: () => Promise.resolve(), write };
  return { asked, crm: { ...rest, contacts, ...changes } as Partial<Crm> as Crm };
}
const asContact = (told: object) =>
  Contact.parse({ emails: [], phones: [], handles: [], changedAt: new Date(0), ...told });

const call = (contact = '1', inputs: Record<string, string> = {}, callback = 'a') => ({
  ...{ account: '4711', id: `crm-4711-${callback}`, action: 'enrich' as const },
  ...{ contact: id(contact), inputs },
});
const step = (w: World, ...told: Parameters<typeof call>) => automate(w.installation, call(...told), w.deps);
const jobs = async (w: World) => w.waiting('resolve');

describe('a step of an automation', () => {
  it('answers at once with what is known, and sets out to find more', async () => {
    const w = worlds.world();
    await w.save(ada);
    await w.work();
    w.has(hub);
    w.has(sky);
    expect(await step(w)).toEqual({ outcome: 'known', profiles: 0 });
    await w.work();
    expect(await step(w)).toMatchObject({ outcome: 'known', profiles: 2 });
  });

  it('that comes again sets out once, and is answered again', async () => {
    const w = worlds.world();
    await w.save(ada);
    await w.work();
    const first = await step(w);
    expect(await jobs(w)).toHaveLength(1);
    await w.work();
    expect(await Promise.all([step(w), step(w)])).toEqual([first, first]);
    expect(await jobs(w)).toEqual([]);
    await step(w, '1', {}, 'b');
    expect(await jobs(w)).toHaveLength(1);
  });

  it('reads from the CRM whom it does not know yet: the event may still be on its way', async () => {
    const { asked, crm: portal } = crm([asContact(ada)]);
    const w = worlds.world(portal);
    w.has(hub);
    expect(await step(w)).toEqual({ outcome: 'known', profiles: 0 });
    expect(asked).toEqual(['1']);
    expect(await jobs(w)).toMatchObject([{ contact: '1' }]);
    await w.work();
    expect(await step(w)).toMatchObject({ profiles: 1 });
    expect(asked).toEqual(['1']);
  });

  it('about a contact that is nowhere says so, and does nothing', async () => {
    const w = worlds.world(crm([]).crm);
    expect(await step(w, '404')).toEqual({ outcome: 'no such contact' });
    expect(await jobs(w)).toEqual([]);
    expect(await w.rows('event_seen')).toEqual([]);
  });

  it('brings nobody back who was erased, and does not ask the CRM for them', async () => {
    const { asked, crm: portal } = crm([asContact(ada)]);
    const w = worlds.world(portal);
    await w.save(ada);
    await w.inside((v) => v.contacts.erase(id('1'), w.now()));
    expect(await step(w)).toEqual({ outcome: 'no such contact' });
    expect(asked).toEqual([]);
    expect(await w.rows('contact')).toEqual([]);
  });

  it('that cannot read the contact leaves no trace, so that the next attempt counts', async () => {
    let fails = true;
    const there = asContact(ada);
    const contacts = () =>
      fails ? Promise.reject(new Failure('unavailable', 'no')) : Promise.resolve([there]);
    const w = worlds.world(crm([], { contacts }).crm);
    await expect(step(w)).rejects.toThrow(Failure);
    fails = false;
    expect(await step(w)).toEqual({ outcome: 'known', profiles: 0 });
    expect(await jobs(w)).toHaveLength(1);
  });

  it('asks only the networks that it names', async () => {
    const w = worlds.world();
    await w.save(ada);
    await w.work();
    w.has(hub);
    w.has(sky);
    await step(w, '1', { networks: 'github; nowhere' });
    await w.work();
    expect((await w.links('1')).map(({ network }) => network)).toEqual(['github']);
    await step(w, '1', { networks: '' }, 'b');
    await w.work();
    expect((await w.links('1')).map(({ network }) => network).toSorted()).toEqual(['bluesky', 'github']);
  });

  it('that names some networks does not replace work that asks all of them', async () => {
    const w = worlds.world();
    await w.save(ada);
    await step(w, '1', { networks: 'github' });
    expect(await jobs(w)).toHaveLength(2);
  });

  it.each(['nowhere', 'salesforce;x', '../etc'])(
    'that names no network we ask, %s, asks none',
    async (networks) => {
      const w = worlds.world();
      await w.save(ada);
      await w.work();
      expect(await step(w, '1', { networks })).toMatchObject({ outcome: 'known' });
      expect(await jobs(w)).toEqual([]);
    },
  );
});

describe('an item for the CRM', () => {
  const task: NewItem & { kind: 'task' } = {
    ...{ kind: 'task', contact: id('1'), title: 'Call', body: '', key: 'k' },
  };
  const added = { id: '9', url: 'https://crm.example/9' };
  const put = (w: World) => addItem(w.installation, task, w.deps);
  const able = (add: Crm['add'], abilities: readonly 'tasks'[] = ['tasks']) =>
    crm([], { add, abilities: () => new Set(abilities) }).crm;

  it('is added at a contact that is known here, and at no other', async () => {
    const items: NewItem[] = [];
    const w = worlds.world(
      able((item) => {
        items.push(item);
        return Promise.resolve(added);
      }),
    );
    expect(await put(w)).toBe('no such contact');
    await w.save(ada);
    expect(await put(w)).toEqual(added);
    expect(items).toEqual([task]);
  });

  it('is not asked for where the right is missing, or has been taken back since', async () => {
    const never = worlds.world(able(() => Promise.reject(new Error('asked')), []));
    await never.save(ada);
    expect(await put(never)).toBe('not granted');
    for (const kind of ['unauthorized', 'forbidden'] as const) {
      const w = worlds.world(able(() => Promise.reject(new Failure(kind, 'no'))));
      await w.save(ada);
      expect(await put(w)).toBe('not granted');
    }
    const down = worlds.world(able(() => Promise.reject(new Failure('unavailable', 'no'))));
    await down.save(ada);
    await expect(put(down)).rejects.toThrow(Failure);
  });
});
