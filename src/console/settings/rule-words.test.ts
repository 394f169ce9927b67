import { describe, expect, it } from 'vitest';
import type { Condition } from '../../core/rules/condition.ts';
import type { WantedRule } from '../../core/rules/rule.ts';
import { NetworkId } from '../../core/ids.ts';
import type { Names } from './condition-words.ts';
import { ruleSays } from './rule-words.ts';

const chat = '00000000-0000-4000-8000-000000000001';
const topic = '00000000-0000-4000-8000-000000000002';
const NONE: Names = { chats: new Map(), topics: new Map(), fields: new Map(), networks: new Map() };
const rule: WantedRule = {
  name: 'Slower than a day',
  when: [
    { on: 'text', contains: 'longer than day one' },
    { on: 'contact', field: 'company', how: 'is', value: 'Acme' },
  ],
  does: [{ do: 'task', title: 'Call them' }, { do: 'webhook' }, { do: 'chat message', chat }],
  limit: { most: 3, per: 'day' },
};

describe('a rule in one sentence', () => {
  it('says what has to hold, what is done and how often, and quotes people’s words as they are', () => {
    expect(ruleSays(rule, { ...NONE, chats: new Map([[chat, 'Care']]) })).toBe(
      'When a post says “longer than day one”, and their company is “Acme”: ' +
        'add the task “Call them”; tell the webhooks; write to “Care”. At most 3 a day.',
    );
    expect(ruleSays(rule, NONE)).toContain('write to a chat that is gone');
  });

  it.each<[Condition, string]>([
    [{ on: 'signal', kinds: ['spike'] }, 'there is a signal (spike)'],
    [
      { on: 'intent', any: ['complaint', 'churn'], atLeast: 0.7 },
      'a post complains or speaks of leaving (at least 70 % sure)',
    ],
    [{ on: 'emotion', any: ['anger'], atLeast: 0 }, 'a post sounds of anger'],
    [
      { on: 'toxicity', any: ['hateful', 'offensive'], atLeast: 0.6 },
      'a post is hateful or offensive (at least 60 % sure)',
    ],
    [
      { on: 'label', any: ['refund', 'where is it'], atLeast: 0.6 },
      'a post is “refund” or “where is it” (at least 60 % sure)',
    ],
    [{ on: 'network', is: NetworkId.parse('bluesky') }, 'it is on Bluesky'],
    [{ on: 'deal' }, 'they have an open deal'],
    [
      { on: 'deal', worth: { atLeast: 1_200.5, currency: 'EUR' } },
      'they have an open deal worth EUR 1,200.50 or more',
    ],
    [{ on: 'deal', worth: { atLeast: 5_000 } }, 'they have an open deal worth 5,000 or more'],
    [{ on: 'alert', atLeast: 'watch' }, 'there is an alert (watch or worse)'],
    [
      { on: 'alert', atLeast: 'crisis', of: [topic], measures: ['posts', 'negative share'] },
      'there is an alert (crisis) about a topic that is gone, counting posts or negative people among those who speak',
    ],
    [{ on: 'contact', field: 'e-mail domain', how: 'is known' }, 'their e-mail domain is known'],
    [{ on: 'field', field: 'stage', how: 'is not', value: 'lead' }, 'their Life cycle is not “lead”'],
    [{ on: 'field', field: 'gone', how: 'contains', value: 'x' }, 'their gone contains “x”'],
  ])('says of %o: %s', (condition, says) => {
    const names = {
      ...NONE,
      networks: new Map([['bluesky', 'Bluesky']]),
      fields: new Map([['stage', 'Life cycle']]),
    };
    expect(ruleSays({ ...rule, when: [condition] }, names)).toContain(`When ${says}: `);
  });

  it('says of a label that it is taught no more, once that is known', () => {
    const says = (labels: Names['labels']) =>
      ruleSays(
        { ...rule, when: [{ on: 'label', any: ['a', 'b'], atLeast: 0 }] },
        { ...NONE, ...(labels && { labels }) },
      );
    expect(says(undefined)).toContain('When a post is “a” or “b”:');
    expect(says(new Set(['b']))).toContain('When a post is “a” (taught no more: no post is) or “b”:');
  });

  it('calls a topic as it is called now, and says when it names nothing', () => {
    const says = (topics: Names['topics']) =>
      ruleSays({ ...rule, when: [{ on: 'topic', is: topic }] }, { ...NONE, topics });
    expect(says(new Map([[topic, { name: 'Import', on: true }]]))).toContain('a post is about “Import”:');
    expect(says(new Map([[topic, { name: 'Import', on: false }]]))).toContain('which is switched off');
    expect(says(new Map())).toContain('a post is about a topic that is gone');
  });
});
