import { describe, expect, it } from 'vitest';
import { NetworkId, PostId, ProfileId } from '../ids.ts';
import { accountsIn, fewMakeIt } from './accounts.ts';
import { driversOf } from './drivers.ts';
import { countHours } from './hours.ts';
import type { SaidPost } from './measures.ts';
import { phrasesOf } from './phrases.ts';

const network = NetworkId.parse('bluesky');
const AT = new Date('2026-05-01T10:20:00Z');
const HOUR = AT.getTime() / 3_600_000 - 1 / 3;
let posts = 0;

const post = (by: string, text: string, told: Partial<SaidPost> = {}): SaidPost => ({
  ...{ network, id: PostId.parse(`p${posts++}`), profile: ProfileId.parse(by), at: AT, text, ...told },
});
const OWN = [
  'the export of contacts is broken again',
  'nobody here can open the sidebar today',
  'waiting for an answer since last Tuesday',
  'my colleagues went back to spreadsheets',
  'prices went up and quality went down',
];
const people = (n: number, text = (m: number) => OWN[m % OWN.length] ?? '') =>
  Array.from({ length: n }, (_, m) => post(`author-${m}`, text(m)));

describe('an hour', () => {
  it('counts posts, the people behind them, those who are negative and those who complain', () => {
    const said = [
      ...people(4),
      post('author-0', 'all is well by now'),
      post('new', OWN[4] ?? '', { tone: 'negative', complains: true }),
    ];
    expect(countHours(said)).toEqual([
      { measure: 'posts', hour: HOUR, count: 6 },
      { measure: 'authors', hour: HOUR, count: 5 },
      { measure: 'negative', hour: HOUR, count: 1 },
      { measure: 'complaints', hour: HOUR, count: 1 },
    ]);
  });

  it('counts the same words from many accounts once, though each changes a little', () => {
    const said = people(
      40,
      (n) => `RT @friend${n}: this tool lost all of our data today!! https://t.example/${n}`,
    );
    expect(countHours(said).map(({ count }) => count)).toEqual([1, 1]);
  });

  it('is one of UTC, and has no count where nothing was said', () => {
    const later = new Date(AT.getTime() + 7 * 3_600_000);
    const hours = countHours([post('a', OWN[0] ?? ''), post('b', OWN[1] ?? '', { at: later })]);
    expect(new Set(hours.map(({ hour }) => hour))).toEqual(new Set([HOUR, HOUR + 7]));
    expect(countHours([])).toEqual([]);
  });
});

describe('whether few accounts make it', () => {
  it('says nothing of people who each say something of their own', () => {
    expect(fewMakeIt(accountsIn(people(5), AT))).toEqual([]);
  });

  it('says so where one account writes most of it', () => {
    const loud = Array.from({ length: 30 }, (_, n) => post('loud', `${OWN[n % 5]} ${n}`));
    const accounts = accountsIn([...people(5), ...loud], AT);
    expect(accounts.evenAuthors).toBeLessThan(2);
    expect(fewMakeIt(accounts)[0]).toMatch(
      /^35 posts by 6 accounts are as uneven as if 1\.\d had written them$/,
    );
  });

  it('says so where most repeat each other, and where most accounts are new', () => {
    const copied = people(10, () => 'boycott this company right now please');
    expect(fewMakeIt(accountsIn(copied, AT))).toEqual(['9 of 10 posts repeat another one']);
    const accountSince = new Date(AT.getTime() - 5 * 86_400_000);
    const fresh = people(5).map((one) => ({ ...one, accountSince }));
    expect(fewMakeIt(accountsIn(fresh, AT))).toEqual([
      '5 of 5 accounts whose age is known are younger than 30 days',
    ]);
  });
});

describe('what drives an alert', () => {
  it('is one post of each author, of the most influential first, and no copies', () => {
    const said = [
      post('small', OWN[0] ?? '', { influence: 5 }),
      post('unknown', OWN[1] ?? ''),
      post('large', OWN[2] ?? '', { influence: 90 }),
      post('large', OWN[3] ?? '', { influence: 90 }),
      post('copy', OWN[0] ?? '', { influence: 99 }),
    ];
    expect(driversOf(said).map(({ profile }) => profile)).toEqual(['large', 'small', 'unknown']);
  });

  const before = people(60, (n) => `our team likes this tool number ${n}`);

  it('is said in words that several say now and nobody said before', () => {
    const now = people(12, (n) => `this tool: login fails, ${OWN[n % 5]}`);
    expect(phrasesOf(now, before)[0]).toBe('login fails');
    expect(phrasesOf(now, before).join()).not.toContain('this tool');
  });

  it('names nobody, and nothing that one person says often', () => {
    const loud = Array.from({ length: 20 }, () => post('loud', 'Smith is a liar'));
    expect(phrasesOf([...people(4), ...loud], before).join()).not.toContain('smith');
    const called = people(12, () => '@ada.example why does login fail');
    expect(phrasesOf(called, before).join()).not.toContain('ada');
  });

  it('is nothing of which nothing is known from before', () => {
    expect(phrasesOf(people(12), [])).toEqual([]);
    expect(phrasesOf([], [])).toEqual([]);
  });
});
