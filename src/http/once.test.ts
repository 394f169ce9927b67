import { describe, expect, it } from 'vitest';
import { openOnce } from './once.ts';

describe('work under a key', () => {
  it('is begun once while it is under way, and again afterwards', async () => {
    const once = openOnce<number>();
    let begun = 0;
    const work = () => Promise.resolve((begun += 1));
    expect(await Promise.all([once('a', work), once('a', work), once('b', work)])).toEqual([1, 1, 2]);
    expect(await once('a', work)).toBe(3);
  });

  it('that failed may be tried again', async () => {
    const once = openOnce<number>();
    const fails = () => Promise.reject(new Error('no'));
    await expect(Promise.all([once('a', fails), once('a', fails)])).rejects.toThrow('no');
    expect(await once('a', () => Promise.resolve(1))).toBe(1);
  });
});
