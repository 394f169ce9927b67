import { describe, expect, it } from 'vitest';
import { ContactId, NetworkId } from '../ids.ts';
import { holds, meet } from './fact.ts';
import type { Fact } from './fact.ts';
import { windowOf } from './rule.ts';
import type { Condition } from './rule.ts';

const post: Fact = {
  ...{ key: 'a', at: new Date('2026-05-01T10:20:30Z'), contact: ContactId.parse('1'), network: 'bluesky' },
  ...{
    profile: 'ada',
    url: 'https://bsky.example/1',
    text: 'The new  Import is BROKEN again',
    tone: 'negative',
  },
  ...{ language: 'en-GB', influence: 80, company: 'Acme Ltd' },
};
const { text: _, tone: __, language: ___, ...rest } = post;
const signal: Fact = { ...rest, signal: 'job change' };

describe('a condition of a rule', () => {
  it.each<[string, Condition, readonly [boolean, boolean]]>([
    ['a kind of signal', { on: 'signal', kinds: ['job change'] }, [false, true]],
    ['a tone', { on: 'tone', is: 'negative' }, [true, false]],
    ['another tone', { on: 'tone', is: 'positive' }, [false, false]],
    ['words, whatever their case and spaces', { on: 'text', contains: 'new import' }, [true, false]],
    ['a language, in whatever country', { on: 'language', is: 'en' }, [true, false]],
    ['a network', { on: 'network', is: NetworkId.parse('bluesky') }, [true, true]],
    ['influence, from a percentile on', { on: 'influence', atLeast: 80 }, [true, true]],
    ['more influence', { on: 'influence', atLeast: 80.5 }, [false, false]],
    ['what the CRM says', { on: 'contact', field: 'company', is: 'acme ltd' }, [true, true]],
    ['what the CRM does not say', { on: 'contact', field: 'title', is: 'CTO' }, [false, false]],
  ])('is %s: of a post, of a signal', (_what, condition, [ofPost, ofSignal]) => {
    expect([holds([condition], post), holds([condition], signal)]).toEqual([ofPost, ofSignal]);
  });

  it('holds together with all others, or the rule does not act', () => {
    const when: readonly Condition[] = [
      { on: 'tone', is: 'negative' },
      { on: 'influence', atLeast: 50 },
    ];
    const { influence: _known, ...unknown } = post;
    expect([holds(when, post), holds(when, unknown)]).toEqual([true, false]);
  });
});

describe('a rule', () => {
  it('asks whether it may act for what fits only, in the order in which it happened', async () => {
    const asked: string[] = [];
    const facts = [post, signal, { ...post, key: 'b' }];
    const met = await meet([{ on: 'tone', is: 'negative' }], facts, ({ key }) => {
      asked.push(key);
      return key === 'a' ? 'acts' : 'held';
    });
    expect([asked, met.map(({ outcome }) => outcome)]).toEqual([
      ['a', 'b'],
      ['acts', 'held'],
    ]);
  });

  it('counts by the hour or the day of the clock', () => {
    const begins = (per: 'hour' | 'day') => windowOf({ most: 1, per }, post.at).toISOString();
    expect([begins('hour'), begins('day')]).toEqual(['2026-05-01T10:00:00.000Z', '2026-05-01T00:00:00.000Z']);
  });
});
