import { describe, expect, it } from 'vitest';
import { inOrder } from './in-order.ts';

/** A work that ends when the test says so. */
function work(log: string[], name: string) {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const run = () => {
    log.push(name);
    return promise;
  };
  return { run, end: () => resolve(name), fail: () => reject(new Error(name)) };
}

/** Lets everything that can go on go on. */
async function turn(): Promise<void> {
  for (let n = 0; n < 20; n += 1) await Promise.resolve();
}

describe('words on one contact', () => {
  it('are sent in the order they were said, those on another contact meanwhile', async () => {
    const log: string[] = [];
    const posts = inOrder();
    const [yes, back, other] = [work(log, 'yes'), work(log, 'back'), work(log, 'other')];
    const said = [posts.run('ada', yes.run), posts.run('ada', back.run), posts.run('bea', other.run)];
    await turn();
    expect(log).toEqual(['yes', 'other']);
    yes.end();
    await turn();
    expect(log).toEqual(['yes', 'other', 'back']);
    back.end();
    other.end();
    expect(await Promise.all(said)).toEqual(['yes', 'back', 'other']);
  });

  it('are sent even when the one before was not kept', async () => {
    const log: string[] = [];
    const posts = inOrder();
    const [lost, next] = [work(log, 'lost'), work(log, 'next')];
    const first = posts.run('ada', lost.run);
    const second = posts.run('ada', next.run);
    lost.fail();
    await expect(first).rejects.toThrow('lost');
    next.end();
    expect(await second).toBe('next');
  });

  it('are under way until the last of them ended', async () => {
    const posts = inOrder();
    const [one, two] = [work([], 'one'), work([], 'two')];
    const first = posts.run('ada', one.run);
    const second = posts.run('ada', two.run);
    one.end();
    await first;
    expect([posts.count('ada'), posts.count('bea'), posts.count()]).toEqual([1, 0, 1]);
    two.end();
    await second;
    expect([posts.count('ada'), posts.count()]).toEqual([0, 0]);
  });
});
