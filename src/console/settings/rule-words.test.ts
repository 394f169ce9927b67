import { describe, expect, it } from 'vitest';
import { ruleSays } from './rule-words.ts';

describe('a rule in one sentence', () => {
  it('says what has to hold, what is done and how often, and quotes people’s words as they are', () => {
    const said = ruleSays({
      name: 'Slower than a day',
      when: [
        { on: 'text', contains: 'longer than day one' },
        { on: 'contact', field: 'company', is: 'Acme' },
      ],
      does: [{ do: 'task', title: 'Call them' }, { do: 'webhook' }],
      limit: { most: 3, per: 'day' },
    });
    expect(said).toBe(
      'When a post says “longer than day one”, and their company is “Acme”: ' +
        'add the task “Call them”; tell the webhooks. At most 3 a day.',
    );
  });
});
