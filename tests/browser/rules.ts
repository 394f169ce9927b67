import type { AlertFact, ContactFact } from '../../src/core/rules/fact.ts';
import { aboutOf, mismatchIn } from '../../src/core/rules/rule.ts';
import type { Rule } from '../../src/core/rules/rule.ts';
import type { Rules } from '../../src/flows/rules/open-rules.ts';
import { ContactId } from '../../src/core/ids.ts';

const NOW = new Date('2026-11-22T12:00:00Z');
const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const contact = ContactId.parse('101');

/** The rules of an installation, made by hand: each dry run foresees two acts and one held back. */
export function handMadeRules(): Rules & { readonly kept: Rule[]; readonly published: object[] } {
  const kept: Rule[] = [];
  const published: object[] = [];
  const put = (one: string, change: (rule: Rule) => Rule): Rule | undefined => {
    const at = kept.findIndex((rule) => rule.id === one);
    const found = kept[at];
    if (!found) return undefined;
    return (kept[at] = change(found));
  };
  const fact: ContactFact = {
    about: 'contact',
    key: 'k',
    at: NOW,
    contact,
    network: 'bluesky',
    profile: 'p',
    url: 'https://bsky.example/1',
    known: {},
  };
  const alertFact: AlertFact = {
    ...{ about: 'alert', key: 'k', at: NOW },
    alert: {
      ...{ id: id(7), rule: id(1), measure: 'authors', level: 'crisis', at: NOW },
      ...{ p: 0.0001, hours: 4, observed: 44, expected: 9.3 },
    },
  };
  return {
    kept,
    published,
    list: async () => kept,
    make: async (_at, wanted, by) => {
      if (wanted.name === 'Refused') return { refused: '“Email” is no field that a rule may set.' };
      const refused = mismatchIn(wanted);
      if (refused !== undefined) return { refused };
      const rule: Rule = { ...wanted, id: id(kept.length), state: 'draft', madeAt: NOW, changedBy: by };
      kept.push(rule);
      return rule;
    },
    change: async (_at, one, wanted, by) =>
      put(one, ({ madeAt }) => ({ ...wanted, id: one, state: 'draft', madeAt, changedBy: by })),
    dryRun: async (_at, one) => {
      const dryRun = { at: NOW.toISOString(), facts: 40, acts: 2, held: 1 };
      const rule = put(one, (before) => ({ ...before, dryRun }));
      return (
        rule && { dryRun, met: [{ fact: aboutOf(rule) === 'alert' ? alertFact : fact, outcome: 'acts' }] }
      );
    },
    publish: async (_at, one, how) => {
      if (kept.some((rule) => rule.id === one && !rule.dryRun)) {
        return { refused: 'Look at a dry run of the rule as it is first.' };
      }
      published.push(how);
      return put(one, (rule) => ({ ...rule, state: 'on', onSince: NOW }));
    },
    switchOff: async (_at, one) => put(one, ({ onSince: _since, ...rule }) => ({ ...rule, state: 'off' })),
    undo: async (_at, one) => {
      const rule = put(one, ({ onSince: _since, ...before }) => ({ ...before, state: 'off' }));
      return rule && { contacts: 3, stays: [{ do: 'task', id: '1', url: 'https://crm.example/items/1' }] };
    },
    matches: async (_at, one) => {
      const met = { rule: one, fact: 'k', outcome: 'done', at: NOW, metAt: NOW } as const;
      const rule = kept.find((each) => each.id === one);
      return rule && aboutOf(rule) === 'alert'
        ? [{ ...met, alert: alertFact.alert.id, done: [{ do: 'webhook' }] }]
        : [{ ...met, contact, done: [{ do: 'task', id: '1' }] }];
    },
  };
}
