import { beforeEach, describe, expect, it } from 'vitest';
import { SAMPLE, TITLES, contact } from '../../tests/browser/hand-made.ts';
import { ContactId } from '../core/ids.ts';
import { CustomerRecord } from '../core/record/record.ts';
import type { RecordFacts } from '../core/record/facts.ts';
import { openViews } from './views.ts';

const ada = contact('1', 'Ada Example');
const facts = (name: string): RecordFacts => ({
  contact: { ...ada, name },
  sample: true,
  links: [],
  profiles: [],
  posts: [],
  asked: [],
  jobs: [],
});

let asked: number;
let stored: RecordFacts | undefined;
let time: Date;
let release: (() => void) | undefined;
let hold: boolean;

beforeEach(() => {
  [asked, stored, time, hold, release] = [
    0,
    facts('Ada'),
    new Date('2026-11-22T12:00:00Z'),
    false,
    undefined,
  ];
});

const store = {
  recordRows: async () => {
    asked += 1;
    const found = stored;
    if (hold) await new Promise<void>((resolve) => (release = resolve));
    return found;
  },
};
const open = () => openViews({ store, titles: TITLES, now: () => time });
const nameOf = async (views: ReturnType<typeof open>) => {
  const read = await views.read(SAMPLE.id, ada.id);
  return read && CustomerRecord.parse(JSON.parse(read.view.json)).contact.name;
};

describe('the views', () => {
  it('ask the store once for five hundred readers at the same time', async () => {
    const views = open();
    const names = await Promise.all(Array.from({ length: 500 }, () => nameOf(views)));
    expect(new Set(names)).toEqual(new Set(['Ada']));
    expect(asked).toBe(1);
  });

  it('answer from memory until they are told to forget', async () => {
    const views = open();
    await nameOf(views);
    stored = facts('Ada Lovelace');
    expect(await nameOf(views)).toBe('Ada');
    expect((await views.read(SAMPLE.id, ada.id))?.hot).toBe(true);
    views.forget(SAMPLE.id, ada.id);
    expect(await nameOf(views)).toBe('Ada Lovelace');
  });

  it('hold nothing that was read before a write: the write wins over a read under way', async () => {
    const views = open();
    hold = true;
    const early = nameOf(views);
    await Promise.resolve();
    stored = facts('Ada Lovelace');
    views.forget(SAMPLE.id, ada.id);
    hold = false;
    release?.();
    expect(await early).toBe('Ada');
    expect(await nameOf(views)).toBe('Ada Lovelace');
  });

  it('ask again after ten seconds, when another process may have written', async () => {
    const views = open();
    await nameOf(views);
    stored = facts('Ada Lovelace');
    time = new Date(time.getTime() + 9_999);
    expect(await nameOf(views)).toBe('Ada');
    time = new Date(time.getTime() + 2);
    expect(await nameOf(views)).toBe('Ada Lovelace');
  });

  it('know no contact that is not there, and see it when it comes', async () => {
    const views = open();
    stored = undefined;
    expect(await views.read(SAMPLE.id, ada.id)).toBeUndefined();
    stored = facts('Ada');
    expect(await nameOf(views)).toBe('Ada');
  });

  it('hold so many records as there is room for, the one read last longest', async () => {
    const one = (await open().read(SAMPLE.id, ada.id))?.view.json.length ?? 0;
    const views = openViews({ store, titles: TITLES, now: () => time, mostCharacters: 3 * one - 1 });
    const isHeld = async (id: string) => (await views.read(SAMPLE.id, ContactId.parse(id)))?.hot;
    expect([await isHeld('1'), await isHeld('2'), await isHeld('1')]).toEqual([false, false, true]);
    expect([await isHeld('3'), await isHeld('1'), await isHeld('2')]).toEqual([false, true, false]);
  });

  it('give another validator to another record only', async () => {
    const views = open();
    const etag = async () => (await views.read(SAMPLE.id, ada.id))?.view.etag;
    const first = await etag();
    views.forget(SAMPLE.id, ada.id);
    expect(await etag()).toBe(first);
    stored = facts('Ada Lovelace');
    views.forget(SAMPLE.id, ada.id);
    expect(await etag()).not.toBe(first);
  });
});
