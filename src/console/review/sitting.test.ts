import { describe, expect, it } from 'vitest';
import type { CustomerRecord } from '../../core/record/record.ts';
import { candidate } from './testbed.ts';
import { FRESH, arrived, done, kept, notKept, progressOf, stillStands, undone } from './sitting.ts';
import type { Sitting } from './sitting.ts';

const page = (names: string, total = names.length) => ({ total, items: [...names].map((n) => candidate(n)) });
const sitting = (names: string, total = names.length) => arrived(FRESH, page(names, total), true);
const waiting = (one: Sitting) => one.waiting.map(({ candidate }) => candidate.contact.id).join('');

/** A record of which only what the sitting looks at is filled. */
const record = (contact: string, open: readonly string[]) =>
  ({
    contact: candidate(contact).contact,
    suggestions: open.map((profile) => candidate(contact, profile).profile),
  }) as unknown as CustomerRecord;

describe('a sitting over the review queue', () => {
  it('shows one after the other, and those skipped at the end', () => {
    const after = done(done(sitting('abcd'), 'skipped'), 'confirmed');
    expect(waiting(after)).toBe('cda');
    expect(after.waiting.at(-1)?.skipped).toBe(true);
    expect(progressOf(after)).toEqual({ decided: 1, left: 3 });
  });

  it('takes back any number of steps, the last first', () => {
    const before = sitting('abc');
    const after = done(done(done(before, 'confirmed'), 'skipped'), 'rejected');
    expect(waiting(after)).toBe('b');
    expect(waiting(undone(after))).toBe('cb');
    expect(waiting(undone(undone(after)))).toBe('bc');
    expect(undone(undone(undone(after)))).toEqual(before);
    expect(undone(before)).toBe(before);
  });

  it('never changes the candidate that is looked at, whatever arrives', () => {
    const before = sitting('abc');
    expect(waiting(arrived(before, page('xbc'), true))).toBe('abcx');
    expect(waiting(arrived(before, page(''), true))).toBe('a');
  });

  it('asks what is new before what was skipped', () => {
    expect(waiting(arrived(done(sitting('abc'), 'skipped'), page('abcd'), true))).toBe('bcda');
  });

  it('does not ask again what was answered here and not yet heard of there', () => {
    expect(waiting(arrived(done(sitting('abc'), 'confirmed'), page('abc'), false))).toBe('bc');
  });

  it('drops what is gone only when the answer is whole and nothing was said meanwhile', () => {
    const before = sitting('abc');
    expect(waiting(arrived(before, page('ab'), true))).toBe('ab');
    expect(waiting(arrived(before, page('ab'), false))).toBe('abc');
    expect(waiting(arrived(before, page('ab', 900), true))).toBe('abc');
  });

  it('counts those that were not sent yet', () => {
    expect(progressOf(done(sitting('ab', 900), 'rejected'))).toEqual({ decided: 1, left: 899 });
  });

  it('brings an answer that was not kept back next, with the reason', () => {
    const after = notKept(done(sitting('abc'), 'confirmed'), candidate('a'), 'the disk is full');
    expect(waiting(after)).toBe('bac');
    expect(after.waiting[1]?.trouble).toBe('the disk is full');
    expect(progressOf(after)).toEqual({ decided: 0, left: 3 });
    const alone = notKept(done(sitting('a'), 'confirmed'), candidate('a'), 'the disk is full');
    expect(waiting(alone)).toBe('a');
  });

  it('does not bring back what was taken back already', () => {
    const after = undone(done(sitting('abc'), 'confirmed'));
    expect(notKept(after, candidate('a'), 'late')).toBe(after);
  });

  it('lets an answer stand that could not be taken back, unless it was answered anew', () => {
    const step = { candidate: candidate('a'), did: 'confirmed' } as const;
    const after = undone(done(sitting('abc'), 'confirmed'));
    expect(stillStands(after, step)).toEqual(done(sitting('abc'), 'confirmed'));
    const anew = done(after, 'rejected');
    expect(stillStands(anew, step)).toBe(anew);
  });

  it('asks no more about rivals of a profile that was confirmed', () => {
    const items = [candidate('a', 'one'), candidate('b'), candidate('a', 'two'), candidate('a', 'three')];
    const after = done(arrived(FRESH, { total: 4, items }, true), 'confirmed');
    expect(waiting(kept(after, record('a', ['three'])))).toBe('ba');
  });
});
