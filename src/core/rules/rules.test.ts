import { describe, expect, it } from 'vitest';
import { ContactId, NetworkId } from '../ids.ts';
import { WantedListening } from '../listening/rule.ts';
import type { ListeningRule } from '../listening/rule.ts';
import { aboutWhat } from './about.ts';
import type { Condition } from './condition.ts';
import { knownOf } from './fact.ts';
import type { AlertFact, ContactFact } from './fact.ts';
import { holds } from './holds.ts';
import { meet } from './meet.ts';
import { mismatchIn, windowOf } from './rule.ts';
import type { Action } from './rule.ts';

const post: ContactFact = {
  ...{
    about: 'contact',
    key: 'a',
    at: new Date('2026-05-01T10:20:30Z'),
    contact: ContactId.parse('1'),
    network: 'bluesky',
  },
  ...{
    profile: 'ada',
    url: 'https://bsky.example/1',
    text: 'The new  Import is BROKEN again',
    tone: 'negative',
  },
  ...{ language: { tag: 'en-GB', probability: 0.9 }, influence: 80 },
  intents: [
    { label: 'churn', probability: 0.8 },
    { label: 'complaint', probability: 0.6 },
  ],
  ...{ emotion: { label: 'anger', probability: 0.7 }, toxicity: { label: 'offensive', probability: 0.9 } },
  labels: [{ label: 'where is it', probability: 0.8 }],
  known: { company: ['Acme Ltd'], 'e-mail domain': ['acme.example', 'mail.example'] },
};
const {
  text: _,
  tone: __,
  language: ___,
  intents: ____,
  emotion: _e,
  toxicity: _t,
  labels: _l,
  ...rest
} = post;
const signal: ContactFact = { ...rest, signal: 'job change' };

const US = '00000000-0000-4000-8000-000000000001';
const company = { on: 'contact', field: 'company' } as const;
const domain = { on: 'contact', field: 'e-mail domain' } as const;
const stage = { on: 'field', field: 'lifecyclestage' } as const;

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
    ['an intent that it surely has', { on: 'intent', any: ['press', 'churn'], atLeast: 0.8 }, [true, false]],
    ['an intent, more surely', { on: 'intent', any: ['churn'], atLeast: 0.81 }, [false, false]],
    ['an intent that it has not', { on: 'intent', any: ['praise'], atLeast: 0 }, [false, false]],
    ['an emotion', { on: 'emotion', any: ['anger', 'fear'], atLeast: 0.6 }, [true, false]],
    ['another emotion', { on: 'emotion', any: ['joy'], atLeast: 0 }, [false, false]],
    ['how toxic it is', { on: 'toxicity', any: ['offensive', 'hateful'], atLeast: 0.9 }, [true, false]],
    ['a label of one’s own', { on: 'label', any: ['refund', 'where is it'], atLeast: 0.8 }, [true, false]],
    [
      'a label of one’s own, more surely',
      { on: 'label', any: ['where is it'], atLeast: 0.9 },
      [false, false],
    ],
    ['another label', { on: 'label', any: ['refund'], atLeast: 0 }, [false, false]],
    ['a topic that nobody looked for', { on: 'topic', is: US }, [false, false]],
    ['what the CRM says', { ...company, how: 'is', value: 'acme ltd' }, [true, true]],
    ['a part of it', { ...company, how: 'contains', value: 'ACME' }, [true, true]],
    ['what it does not say', { on: 'contact', field: 'title', how: 'is', value: 'CTO' }, [false, false]],
    ['that it says it', { ...company, how: 'is known' }, [true, true]],
    ['that it says what it does not', { on: 'contact', field: 'title', how: 'is known' }, [false, false]],
    ['that it says another', { ...company, how: 'is not', value: 'Contoso' }, [true, true]],
    [
      'that it says another, which it does not',
      { ...company, how: 'is not', value: 'acme ltd' },
      [false, false],
    ],
    [
      'another where nothing is said',
      { on: 'contact', field: 'title', how: 'is not', value: 'CTO' },
      [false, false],
    ],
    ['one of their domains', { ...domain, how: 'is', value: 'Mail.example' }, [true, true]],
    ['none of their domains', { ...domain, how: 'is not', value: 'mail.example' }, [false, false]],
    ['a field of the CRM’s own that was not asked for', { ...stage, how: 'is known' }, [false, false]],
    ['an open deal that was not asked for', { on: 'deal' }, [false, false]],
    ['an alert', { on: 'alert', atLeast: 'watch' }, [false, false]],
  ])('is %s: of a post, of a signal', (_what, condition, [ofPost, ofSignal]) => {
    expect([holds([condition], post), holds([condition], signal)]).toEqual([ofPost, ofSignal]);
  });

  it('compares a field of the CRM’s own as the CRM answered, where a blank answer is none', () => {
    const asked = (value: string): ContactFact => ({ ...signal, fields: { lifecyclestage: value } });
    const customer: Condition = { ...stage, how: 'is', value: 'customer' };
    const other: Condition = { ...stage, how: 'is not', value: 'customer' };
    expect(['Customer', 'lead', ' '].map((value) => holds([customer], asked(value)))).toEqual([
      ...[true, false, false],
    ]);
    expect(['Customer', 'lead', ' '].map((value) => holds([other], asked(value)))).toEqual([
      ...[false, true, false],
    ]);
  });

  it('asks for an open deal as the CRM answered, and converts no currency', () => {
    const has = (
      condition: Omit<Extract<Condition, { readonly on: 'deal' }>, 'on'>,
      ...deals: ContactFact['deals'] & {}
    ) => holds([{ on: 'deal', ...condition }], { ...signal, deals });
    const [plain, euros, yen] = [
      {},
      { amount: { value: 5_000, currency: 'EUR' } },
      { amount: { value: 9_000, currency: 'JPY' } },
    ];
    expect([has({}), has({}, plain)]).toEqual([false, true]);
    const worth = (atLeast: number, currency?: string) => ({
      worth: { atLeast, ...(currency && { currency }) },
    });
    expect([has(worth(5_000), plain), has(worth(5_000), euros), has(worth(5_001), euros)]).toEqual([
      ...[false, true, false],
    ]);
    expect([has(worth(6_000, 'EUR'), euros, yen), has(worth(6_000), euros, yen)]).toEqual([false, true]);
    expect(has(worth(1, 'EUR'), { amount: { value: 5_000 } })).toBe(false);
  });

  it('asks for a topic by the id of its listening rule, as the record names it', () => {
    const rule = WantedListening.parse({ name: 'Us', any: ['import'] });
    const about = (changed: Partial<ListeningRule> = {}, of: ContactFact = post) =>
      holds(
        [{ on: 'topic', is: US }],
        aboutWhat([US], [{ id: US, wanted: rule, on: true, changedBy: 'ada', ...changed }])(of),
      );
    const { text: _text, ...declined } = post;
    expect([about(), about({ wanted: { ...rule, name: 'Renamed' } })]).toEqual([true, true]);
    const elsewhere = { ...rule, networks: [NetworkId.parse('github')] };
    const other = { ...rule, languages: ['de'] };
    expect([about({ on: false }), about({ wanted: elsewhere }), about({ wanted: other })]).toEqual([
      ...[false, false, false],
    ]);
    expect([about({}, declined), about({}, signal)]).toEqual([false, false]);
  });

  it('knows of a contact what the CRM says, an address by what is behind the @', () => {
    const blank = { id: post.contact, phones: [], handles: [], changedAt: post.at };
    expect(knownOf({ ...blank, emails: ['ada@acme.example', 'broken'], title: 'CTO' })).toEqual({
      title: ['CTO'],
      'e-mail domain': ['acme.example'],
    });
    expect(knownOf({ ...blank, emails: [] })).toEqual({});
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

describe('a condition on alerts', () => {
  const alert: AlertFact = {
    ...{ about: 'alert', key: 'b', at: post.at },
    alert: {
      ...{ id: US, rule: US, measure: 'authors', level: 'warn', at: post.at, p: 0.001 },
      ...{ hours: 4, observed: 44, expected: 9.3 },
    },
  };
  const OTHER = '00000000-0000-4000-8000-000000000002';

  it.each<[string, Condition, boolean]>([
    ['as urgent', { on: 'alert', atLeast: 'warn' }, true],
    ['less urgent, which it is too', { on: 'alert', atLeast: 'watch' }, true],
    ['more urgent', { on: 'alert', atLeast: 'crisis' }, false],
    ['of what is listened for', { on: 'alert', atLeast: 'watch', of: [OTHER, US] }, true],
    ['of something else', { on: 'alert', atLeast: 'watch', of: [OTHER] }, false],
    ['of what is counted', { on: 'alert', atLeast: 'watch', measures: ['posts', 'authors'] }, true],
    ['of another count', { on: 'alert', atLeast: 'watch', measures: ['complaints'] }, false],
    ['what is asked of contacts', { on: 'influence', atLeast: 0 }, false],
  ])('is %s', (_what, condition, so) => {
    expect(holds([condition], alert)).toBe(so);
  });

  it('stands beside no other, and lets nothing be done but telling', () => {
    const when: Condition[] = [{ on: 'alert', atLeast: 'watch' }];
    const tells: Action[] = [{ do: 'webhook' }, { do: 'chat message', chat: US }];
    const others: Action[] = [
      { do: 'task', title: 'a' },
      { do: 'ticket', title: 'a' },
      { do: 'list', list: 'a' },
      { do: 'field', field: 'a', value: 'b', mode: 'overwrite' },
    ];
    expect(mismatchIn({ when, does: tells })).toBeUndefined();
    for (const one of others) {
      expect(mismatchIn({ when, does: [...tells, one] }), one.do).toContain('the webhooks can be told of it');
      expect(mismatchIn({ when: [{ on: 'tone', is: 'negative' }], does: [one] })).toBeUndefined();
    }
    expect(mismatchIn({ when: [...when, { on: 'tone', is: 'negative' }], does: tells })).toContain(
      'beside it',
    );
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
