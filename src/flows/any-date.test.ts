import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account, openWorlds } from '../../tests/support/world.ts';
import { NetworkId, PostId } from '../core/ids.ts';
import type { Post } from '../core/post.ts';

let worlds: Awaited<ReturnType<typeof openWorlds>>;
beforeAll(async () => {
  worlds = await openWorlds();
});
afterAll(() => worlds.close());

/** Bob turns to Ada on a date of his choosing, and once more yesterday: both are known. */
async function turned(when: Date) {
  const w = worlds.world();
  const [ada, bob] = ['ada', 'bob'].map((name) =>
    account('bluesky', `did:${name}`, { handle: `${name}.example`, name: `${name} Quist` }),
  ) as [ReturnType<typeof account>, ReturnType<typeof account>];
  const said = (id: string, publishedAt: Date): Post => ({
    ...{ network: NetworkId.parse('bluesky'), id: PostId.parse(id), profile: bob.id, kind: 'post' },
    ...{ url: `https://bsky.example/${id}`, text: `@ada.example hi ${id}`, counts: {} },
    ...{ conversation: PostId.parse(id), publishedAt, provenance: bob.provenance },
  });
  w.has(ada);
  w.has(bob);
  w.says(bob, [said('any', when)]);
  for (const [id, one] of [ada, bob].entries())
    await w.save({ id: `${id}`, name: one.name, handles: [`bluesky:${one.handle}`] });
  await w.work();
  return w;
}

describe('a post of any date', () => {
  it.each([
    ['of a year before there were calendars', '-271821-04-20T00:00:00Z', '1970-01-01T00:00:00.000Z'],
    ['of the year nought', '0000-01-01T00:00:00Z', '1970-01-01T00:00:00.000Z'],
    ['of the last day that a computer counts', '+275760-09-13T00:00:00Z', '9999-12-31T00:00:00.000Z'],
    ['of no date', 'yesterday', '2026-05-01T00:00:00.000Z'],
  ])('%s is kept, and takes nothing with it', async (_what, when, as) => {
    const w = await turned(new Date(when));
    const record = await w.record('1');
    expect(record?.conversations.map(({ publishedAt }) => publishedAt)).toEqual([as]);
    expect(await w.rows('attention')).toHaveLength(1);
  });

  it('of ten years ago lifts nobody: of its attention nothing is left', async () => {
    const w = await turned(new Date('2015-01-01T00:00:00Z'));
    await w.inside((v) => v.enqueue('weigh', [{ installation: w.installation }]));
    await w.work();
    const standings = await w.rows('standing');
    expect(standings.map(({ known, seen, effective }) => [known, seen, effective])).toEqual(
      standings.map(() => [0, 0, 0]),
    );
    expect(standings.length).toBeGreaterThan(0);
  });
});
