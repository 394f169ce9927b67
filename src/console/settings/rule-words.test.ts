import { describe, expect, it } from 'vitest';
import type { WantedRule } from '../../core/rules/rule.ts';
import { ruleSays } from './rule-words.ts';

describe('a rule in one sentence', () => {
  it('says what has to hold, what is done and how often, and quotes people’s words as they are', () => {
    const chat = '00000000-0000-4000-8000-000000000001';
    const rule: WantedRule = {
      name: 'Slower than a day',
      when: [
        { on: 'text', contains: 'longer than day one' },
        { on: 'contact', field: 'company', is: 'Acme' },
      ],
      does: [{ do: 'task', title: 'Call them' }, { do: 'webhook' }, { do: 'chat message', chat }],
      limit: { most: 3, per: 'day' },
    };
    const says = (chats: ReadonlyMap<string, string>) => ruleSays(rule, chats);
    expect(says(new Map([[chat, 'Care']]))).toBe(
      'When a post says “longer than day one”, and their company is “Acme”: ' +
        'add the task “Call them”; tell the webhooks; write to “Care”. At most 3 a day.',
    );
    expect(says(new Map())).toContain('write to a chat that is gone');
  });
});
