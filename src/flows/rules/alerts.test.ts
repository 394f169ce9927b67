import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { on, openRuled } from '../../../tests/support/ruled.ts';
import { openUsual, outage } from '../../../tests/support/usual.ts';
import { openWorlds } from '../../../tests/support/world.ts';
import type { World } from '../../../tests/support/world.ts';
import { WantedListening } from '../../core/listening/rule.ts';
import type { Condition } from '../../core/rules/condition.ts';
import type { Action, WantedRule } from '../../core/rules/rule.ts';
import type { AlertLevel } from '../../core/warning/alerts.ts';
import type { Watched } from '../../core/warning/measures.ts';
import { observedSays } from '../../core/warning/words.ts';
import { openChats } from '../chats.ts';
import { openEndpoints } from '../endpoints.ts';
import { openListening } from '../listening/open-listening.ts';
import { openRules } from './open-rules.ts';

let worlds: Awaited<ReturnType<typeof openWorlds>>;
beforeAll(async () => {
  worlds = await openWorlds();
});
afterAll(() => worlds.close());

const ALERT = { on: 'alert', atLeast: 'warn' } as const satisfies Condition;
const aboutAlerts = (does: readonly Action[], when: Condition = ALERT): WantedRule => ({
  ...{ name: 'Surges', when: [when], does: [...does], limit: { most: 100, per: 'day' } },
});

/** What is usual of what is listened for, and a chat that a rule may write to. */
async function open() {
  const bed = await openUsual(worlds);
  const { w, at } = bed;
  await w.work();
  const chat = await openChats(w.deps).make(at, {
    name: 'Care',
    url: 'https://hooks.slack.com/services/T/B/x',
  });
  if ('refused' in chat) throw new Error(chat.refused);
  return {
    ...{ ...bed, rules: openRules(w.deps), writes: { do: 'chat message', chat: chat.id } as const },
    texts: () => w.receivers.got.flatMap(({ body }) => JSON.parse(body).text ?? []),
  };
}

describe('a rule about alerts', () => {
  it('writes into a chat how much is said of what, once, when it is raised', async () => {
    const bed = await open();
    const id = await on(bed, aboutAlerts([bed.writes]));
    await bed.hears(outage(12));
    await bed.pass(2);
    await bed.w.work();
    const [alert, ...others] = await bed.alerts();
    if (!alert) throw new Error('nothing was raised');
    expect(others).toEqual([]);
    expect(bed.texts()).toEqual([
      `Crisis about “Us”: ${observedSays(alert)}\n` +
        `https://kith.example/heard?installation=${encodeURIComponent(bed.at)}`,
    ]);
    expect(await bed.rules.matches(bed.at, id, 10)).toMatchObject([
      { alert: alert.id, outcome: 'done', done: [{ do: 'chat message' }] },
    ]);
  });

  it('tells webhooks in figures alone, without a contact or a word of anybody', async () => {
    const bed = await open();
    const heard = { url: 'https://hooks.example/', hears: ['rule.matched' as const] };
    await openEndpoints(bed.w.deps).make(bed.at, heard);
    const id = await on(bed, aboutAlerts([{ do: 'webhook' }]));
    await bed.hears(outage(12));
    await bed.pass(1);
    await bed.w.work();
    const [{ body } = { body: '{}' }, ...others] = bed.w.receivers.got;
    expect(others).toEqual([]);
    const told = JSON.parse(body);
    expect(told).toMatchObject({ type: 'rule.matched', data: { rule: { id }, alert: { level: 'crisis' } } });
    expect([told.subject, told.data.contact, Object.keys(told.data.rule)]).toEqual([
      ...[undefined, undefined, ['id', 'fact']],
    ]);
    expect(body).not.toMatch(/login|author-/);
  });

  it('leaves the usual and what it does not ask for alone', async () => {
    const bed = await open();
    await on(bed, aboutAlerts([bed.writes], { ...ALERT, measures: ['posts'] }));
    await bed.hears(outage(12));
    await bed.pass(1);
    await bed.w.work();
    expect(await bed.alerts()).toHaveLength(1);
    expect(bed.texts()).toEqual([]);
  });

  it('does nothing for what happens around contacts, and other rules nothing for alerts', async () => {
    const bed = await open();
    const tone: Condition = { on: 'tone', is: 'negative' };
    const id = await on(bed, aboutAlerts([bed.writes], tone));
    await bed.hears(outage(12));
    await bed.pass(1);
    await bed.w.work();
    expect(await bed.rules.matches(bed.at, id, 10)).toEqual([]);
  });

  it.each<[string, WantedRule]>([
    ['adds a task', aboutAlerts([{ do: 'task', title: 'Call them' }])],
    ['sets a field', aboutAlerts([{ do: 'field', field: 'city', value: 'x', mode: 'overwrite' }])],
    [
      'asks for a tone too',
      { ...aboutAlerts([{ do: 'webhook' }]), when: [ALERT, { on: 'tone', is: 'negative' }] },
    ],
  ])('is refused, with the reason, where it %s', async (_what, wanted) => {
    const { rules, at } = await openRuled(worlds);
    expect(await rules.make(at, wanted, 'ada')).toEqual({
      refused: expect.stringContaining('An alert is about no contact'),
    });
  });

  it('is refused for what is not listened for, which is not removed while the rule is on', async () => {
    const bed = await open();
    const { rules, at, rule } = bed;
    const nowhere = { ...ALERT, of: ['00000000-0000-4000-8000-000000000009'] };
    expect(await rules.make(at, aboutAlerts([bed.writes], nowhere), 'ada')).toHaveProperty('refused');
    await on(bed, aboutAlerts([bed.writes], { ...ALERT, of: [rule] }));
    expect(await bed.listeners.remove(at, rule)).toEqual({ refused: expect.stringContaining('“Surges”') });
  });

  it('has nothing to give back when it is undone, and names what was said', async () => {
    const bed = await open();
    const id = await on(bed, aboutAlerts([bed.writes]));
    await bed.hears(outage(12));
    await bed.pass(1);
    await bed.w.work();
    expect(await bed.rules.undo(bed.at, id, 'ada')).toEqual({ contacts: 0, stays: [{ do: 'chat message' }] });
  });

  it('does not do what another rule of the same id wants by then, which is about contacts', async () => {
    const bed = await open();
    const id = await on(bed, aboutAlerts([{ do: 'webhook' }]));
    await bed.hears(outage(12));
    await bed.pass(1);
    const task: WantedRule = {
      ...aboutAlerts([{ do: 'task', title: 'Call them' }], { on: 'tone', is: 'positive' }),
    };
    await bed.rules.change(bed.at, id, task, 'ada');
    await bed.rules.dryRun(bed.at, id);
    await bed.rules.publish(bed.at, id, { replay: false, by: 'ada' });
    bed.w.memory.state.granted = new Set(['tasks']);
    await bed.w.work();
    expect(bed.w.memory.added).toEqual([]);
    expect(await bed.rules.matches(bed.at, id, 1)).toMatchObject([
      { done: [{ do: 'task', says: 'An alert is about no contact.' }] },
    ]);
  });
});

/** An alert that was raised in the last days. */
const RAISED = fc.record({
  level: fc.constantFrom<AlertLevel[]>('watch', 'warn', 'crisis'),
  measure: fc.constantFrom<Watched[]>('authors', 'complaints'),
  /** Of which of two listening rules. */
  of: fc.constantFrom(0, 1),
  hoursAgo: fc.integer({ min: 0, max: 40 * 24 }),
});
type Raised = typeof RAISED extends fc.Arbitrary<infer T> ? T : never;

async function raise(
  w: World,
  rules: readonly string[],
  { level, measure, of, hoursAgo }: Raised,
  n: number,
) {
  const at = new Date(w.now().getTime() - hoursAgo * 3_600_000);
  const accounts = { posts: 9, authors: 9, evenAuthors: 9, copies: 0, aged: 0, young: 0 };
  const figures = { p: 0.001, hours: 1, observed: 9 + n, expected: 1, phrases: [], accounts, drivers: [] };
  // No two of one hour and level are kept of what is listened for.
  const hour = new Date(at.getTime() - n);
  await w.inside((inside) =>
    inside.warning.raise({ rule: rules[of] ?? '', measure, level, at: hour, ...figures }, at),
  );
}

const URGENT: Readonly<Record<AlertLevel, number>> = { watch: 0, warn: 1, crisis: 2 };

/** Conditions, and of which alerts each holds. */
const ASKS = (topics: readonly string[]): readonly (readonly [Condition, (one: Raised) => boolean])[] => [
  [{ on: 'alert', atLeast: 'watch' }, () => true],
  [{ on: 'alert', atLeast: 'warn' }, ({ level }) => URGENT[level] >= 1],
  [{ on: 'alert', atLeast: 'watch', of: topics.slice(0, 1) }, ({ of }) => of === 0],
  [
    { on: 'alert', atLeast: 'crisis', measures: ['complaints'] },
    ({ level, measure }) => level === 'crisis' && measure === 'complaints',
  ],
];

describe('a dry run of a rule about alerts', () => {
  it('foresees exactly what the rule does when it is switched on and replays the last 30 days', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(RAISED, { maxLength: 20 }),
        fc.integer({ min: 0, max: 3 }),
        fc.integer({ min: 1, max: 8 }),
        async (all, which, most) => {
          const { w, rules, at } = await openRuled(worlds);
          const listeners = openListening(w.deps);
          const topics: string[] = [];
          for (const name of ['Us', 'Them']) {
            const made = await listeners.make(at, WantedListening.parse({ name, any: [name] }), 'ada');
            if (!('id' in made)) throw new Error(made.refused);
            await listeners.turn(at, made.id, true, 'ada');
            topics.push(made.id);
          }
          for (const [n, one] of all.entries()) await raise(w, topics, one, n);
          w.pass(60);
          const [condition, isSo] = ASKS(topics)[which] ?? [ALERT, () => false];
          const wanted = {
            ...aboutAlerts([{ do: 'webhook' }], condition),
            limit: { most, per: 'day' as const },
          };
          const made = await rules.make(at, wanted, 'ada');
          const id = 'id' in made ? made.id : '';
          const due = all.filter((one) => one.hoursAgo < 30 * 24 && isSo(one)).length;
          const foreseen = await rules.dryRun(at, id);
          if (!foreseen || 'refused' in foreseen) throw new Error(foreseen?.refused);
          expect(await rules.matches(at, id, 100)).toEqual([]);
          await rules.publish(at, id, { replay: true, by: 'ada' });
          await w.work();
          const outcomes = (await rules.matches(at, id, 100)).map(
            ({ fact, outcome }) => `${fact} ${outcome === 'held' ? 'held' : 'acts'}`,
          );
          expect(outcomes.toSorted()).toEqual(
            foreseen.met.map(({ fact, outcome }) => `${fact.key} ${outcome}`).toSorted(),
          );
          expect(foreseen.dryRun).toMatchObject({
            acts: Math.min(due, most),
            held: Math.max(0, due - most),
          });
        },
      ),
      { numRuns: 20 },
    );
  });
});
