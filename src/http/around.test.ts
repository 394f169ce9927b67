import { beforeEach, describe, expect, it } from 'vitest';
import { NOW, SAMPLE, contact } from '../../tests/browser/hand-made.ts';
import { Failure } from '../core/failure.ts';
import type { Crm } from '../ports/crm.ts';
import type { CrmItem } from '../ports/crm-items.ts';
import { openSurroundings } from './around.ts';
import type { Surroundings } from './around.ts';

const ada = contact('1', 'Ada').id;
const deal = (title: string): CrmItem => ({
  kind: 'deal',
  id: '9',
  title,
  open: true,
  at: NOW,
  url: 'https://crm.example/9',
});

let time: Date;
let asked: number;
let answer: () => Promise<readonly CrmItem[]>;
let connected: boolean;
/** Ends the patience of whoever waits. */
let lose: () => void;
/** Done when somebody waits for the CRM. */
let waits: Promise<void>;
let around: Surroundings;

beforeEach(() => {
  [time, asked, connected] = [NOW, 0, true];
  let begins: () => void;
  waits = new Promise((resolve) => (begins = resolve));
  answer = () => Promise.resolve([deal('Ferry')]);
  const crm = {
    abilities: () => new Set(['tasks', 'deals']),
    withheld: () => Promise.resolve([]),
    around: () => {
      asked += 1;
      return answer();
    },
  } as Partial<Crm> as Crm;
  around = openSurroundings({
    crmOf: () =>
      connected ? Promise.resolve(crm) : Promise.reject(new Failure('unauthorized', 'not connected')),
    now: () => time,
    pause: () => {
      begins();
      return new Promise((resolve) => (lose = resolve));
    },
  });
});

const read = () => around.read(SAMPLE.id, ada);
const after = (ms: number) => (time = new Date(NOW.getTime() + ms));

describe('what the CRM knows around a contact', () => {
  it('is asked once by a page of readers, and held for a minute', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, read));
    expect(all[7]).toEqual({ items: [deal('Ferry')], abilities: ['tasks', 'deals'] });
    after(60_000);
    await read();
    expect(asked).toBe(1);
    after(60_001);
    await read();
    expect(asked).toBe(2);
  });

  it('is asked for again after something was added', async () => {
    await read();
    answer = () => Promise.resolve([deal('Ferry'), deal('Harbour')]);
    around.forget(SAMPLE.id, ada);
    expect((await read()).items).toHaveLength(2);
  });

  it('is missing with its reason while the CRM is in trouble, which is asked again soon', async () => {
    answer = () => Promise.reject(new Failure('unavailable', 'HubSpot answered 503'));
    const missing = { items: [], trouble: 'is not answering', abilities: ['tasks', 'deals'] };
    expect(await Promise.all([read(), read()])).toEqual([missing, missing]);
    answer = () => Promise.resolve([deal('Ferry')]);
    expect(await read()).toEqual(missing);
    expect(asked).toBe(1);
    after(5_001);
    expect((await read()).items).toHaveLength(1);
  });

  it('is missing, and nothing may be added, where the CRM is not connected', async () => {
    connected = false;
    expect(await read()).toEqual({ items: [], abilities: [], trouble: 'asks to be connected again' });
    expect(asked).toBe(0);
  });

  it('is not waited for for ever, and is there for the next reader', async () => {
    let arrive: (items: readonly CrmItem[]) => void = () => undefined;
    answer = () => new Promise((resolve) => (arrive = resolve));
    const waiting = read();
    await waits;
    lose();
    expect(await waiting).toMatchObject({ items: [], trouble: 'is slow to answer' });
    arrive([deal('Ferry')]);
    expect(await read()).toEqual({ items: [deal('Ferry')], abilities: ['tasks', 'deals'] });
    expect(asked).toBe(1);
  });

  it('is no trouble of the CRM when the fault is ours', async () => {
    answer = () => Promise.reject(new TypeError('a bug'));
    await expect(read()).rejects.toThrow('a bug');
  });
});
