import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ContactId, NetworkId, PostId } from '../core/ids.ts';
import type { Post } from '../core/post.ts';
import { rowKey } from '../core/record/rows.ts';
import { account, openWorlds } from '../../tests/support/world.ts';
import type { World } from '../../tests/support/world.ts';
import { erase } from './act.ts';
import { recheckPage } from './recheck.ts';
import { approve } from './settings.ts';

let worlds: Awaited<ReturnType<typeof openWorlds>>;
beforeAll(async () => {
  worlds = await openWorlds();
});
afterAll(() => worlds.close());

const id = (text: string) => ContactId.parse(text);
const hers = account('bluesky', 'did:7', { handle: 'ada.example', name: 'Ada Quist', employer: 'Northwind' });
const ada = { id: '1', name: 'Ada Quist', company: 'Northwind', handles: ['bluesky:ada.example'] };
const keyOf = (contact: string, what: string) => rowKey(id(contact), 'bluesky', what);
const post = (n: number): Post => ({
  ...{ network: NetworkId.parse('bluesky'), id: PostId.parse(`at://${n}`), profile: hers.id, kind: 'post' },
  ...{
    url: `https://bsky.example/${n}`,
    text: `I love release ${n}`,
    conversation: PostId.parse(`at://${n}`),
  },
  ...{ counts: {}, publishedAt: new Date(Date.UTC(2026, 3, n)), provenance: hers.provenance },
});

/** Ada, her profile and what she says, found and written. */
async function known(w: World): Promise<void> {
  w.has(hers);
  w.says(hers, [post(1), post(2)]);
  await w.save(ada);
  await w.work();
}

describe('a CRM that keeps rows', () => {
  it('gets the linked profile and the posts, beside the fields', async () => {
    const w = worlds.keepingRows();
    await known(w);
    expect([...w.memory.rows.keys()].toSorted()).toEqual(
      [keyOf('1', 'at://1'), keyOf('1', 'at://2'), keyOf('1', 'did:7')].toSorted(),
    );
    expect(w.memory.rows.get(keyOf('1', 'did:7'))).toMatchObject({ kind: 'profile', handle: 'ada.example' });
    expect(w.memory.rows.get(keyOf('1', 'at://2'))).toMatchObject({ kind: 'post', tone: 'positive' });
    expect(w.shown('1')).toMatchObject({ profileCount: 1 });
  });

  it('is written nothing when nothing changed, and only what did', async () => {
    const w = worlds.keepingRows();
    await known(w);
    const writes = () => w.memory.calls.filter((call) => call === 'write').length;
    const before = writes();
    w.pass(60);
    await w.resolve('1');
    await w.work();
    expect(writes()).toBe(before);
    w.memory.rows.clear();
    w.has({ ...hers, bio: 'Compilers' });
    w.pass(60);
    await w.resolve('1');
    await w.work();
    expect([...w.memory.rows.keys()]).toEqual([keyOf('1', 'did:7')]);
  });

  it('loses the rows of a link that somebody refuses, and has them again when that is taken back', async () => {
    const w = worlds.keepingRows();
    await known(w);
    const before = new Map(w.memory.rows);
    await w.say('1', hers, 'rejected');
    await w.work();
    expect(w.memory.rows.size).toBe(0);
    await w.say('1', hers, 'withdrawn');
    await w.work();
    expect(w.memory.rows).toEqual(before);
  });

  it('loses the rows of whoever is erased, and keeps those of others with the same profile', async () => {
    const w = worlds.keepingRows();
    await known(w);
    await w.save({ ...ada, id: '2' });
    await w.work();
    await erase(w.installation, id('1'), w.deps);
    await w.work();
    expect([...w.memory.rows.keys()].filter((key) => key.startsWith('1:'))).toEqual([]);
    expect(w.memory.rows.has(keyOf('2', 'did:7'))).toBe(true);
  });

  it('loses the rows of a contact that is found gone when all are looked up again', async () => {
    const w = worlds.keepingRows();
    await known(w);
    await recheckPage({ installation: w.installation }, w.deps);
    await w.work();
    expect(await w.inside((v) => v.contacts.count())).toBe(0);
    expect(w.memory.rows.size).toBe(0);
  });
});

describe('a large write', () => {
  const many = async (w: World, count: number) => {
    w.has(hers);
    for (let n = 1; n <= count; n++) await w.save({ ...ada, id: String(n) });
  };

  it('takes what is many, is asked until it is done, and then it is as if it had been written at once', async () => {
    const w = worlds.keepingRows();
    w.memory.takesBulk(3);
    await many(w, 4);
    await approve(w.installation, { approve: false, by: 'ada' }, w.deps);
    await w.workAsItStands();
    expect(w.memory.rows.size).toBe(0);
    await approve(w.installation, { approve: true, by: 'ada' }, w.deps);
    await w.work();
    expect(w.memory.calls.filter((call) => ['begin', 'ask', 'write'].includes(call))).toEqual([
      'begin',
      'ask',
      'ask',
    ]);
    expect(w.shown('1')).toMatchObject({ profileCount: 1 });
    expect(w.memory.rows.size).toBe(4);
    expect(await w.rows('outbox')).toEqual([]);
    expect(await w.rows('bulk')).toEqual([]);
  });

  it('is not begun for a few', async () => {
    const w = worlds.keepingRows();
    w.memory.takesBulk(3);
    await many(w, 2);
    await w.work();
    expect(w.memory.calls).not.toContain('begin');
    expect(w.memory.rows.size).toBe(2);
  });
});

describe('the account’s automations', () => {
  const changesJob = async (w: World) => {
    await known(w);
    w.pass(60);
    w.has({ ...hers, employer: 'Contoso' });
    await w.resolve('1');
    await w.work();
  };

  it('are told of a new signal once, under a key of its own, with how much the person moves', async () => {
    const w = worlds.keepingRows();
    await changesJob(w);
    expect(w.memory.told).toMatchObject([
      { contact: '1', networkTitle: 'Bluesky', signal: { kind: 'job change', profile: 'did:7' } },
    ]);
    w.pass(60);
    await w.resolve('1');
    await w.work();
    expect(w.memory.told).toHaveLength(1);
  });

  it('are told nothing before an admin approved, and then of what is still open', async () => {
    const w = worlds.keepingRows();
    await known(w);
    await approve(w.installation, { approve: false, by: 'ada' }, w.deps);
    w.pass(60);
    w.has({ ...hers, employer: 'Contoso' });
    await w.resolve('1');
    await w.workAsItStands();
    expect(w.memory.told).toEqual([]);
    await approve(w.installation, { approve: true, by: 'ada' }, w.deps);
    await w.work();
    expect(w.memory.told).toHaveLength(1);
  });
});
