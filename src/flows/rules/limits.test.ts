import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMPLAINT, derive, on, openRuled, said, sets } from '../../../tests/support/ruled.ts';
import { openWorlds } from '../../../tests/support/world.ts';
import { carryOut } from './carry-out.ts';
import { monthBefore } from './pages.ts';

let worlds: Awaited<ReturnType<typeof openWorlds>>;
beforeAll(async () => {
  worlds = await openWorlds();
});
afterAll(() => worlds.close());

const open = (people?: readonly string[]) => openRuled(worlds, people);

describe('the blast limit', () => {
  it('holds under twenty workers at once, to the last one it lets through', async () => {
    const bed = await open();
    const { w, at } = bed;
    const id = await on(bed, { ...COMPLAINT, limit: { most: 7, per: 'hour' } });
    for (let n = 0; n < 60; n++) await said(w, '1', 'negative', n / 10, `post ${n}`);
    const facts = await w.inside((inside) => inside.rules.facts(monthBefore(w.now()), { unmet: id }, 500));
    expect(facts).toHaveLength(60);
    const met = await Promise.all(
      Array.from({ length: 20 }, (_, worker) =>
        w.inside(async (inside) => {
          const rule = await inside.rules.find(id);
          if (!rule) throw new Error('the rule is gone');
          const own = facts.filter((_fact, n) => n % 10 === worker % 10);
          return carryOut(inside, rule, own, { now: w.now(), again: true });
        }),
      ),
    );
    expect(met.flat().filter(({ outcome }) => outcome === 'acts')).toHaveLength(7);
    await w.work();
    expect(w.memory.added).toHaveLength(7);
    const outcomes = (await bed.rules.matches(at, id, 100)).map(({ outcome }) => outcome);
    expect(outcomes.filter((outcome) => outcome === 'held')).toHaveLength(53);
  });

  it('lets more through in the next hour, and what was held when the rule is replayed', async () => {
    const bed = await open();
    const { w, rules, at } = bed;
    const id = await on(bed, { ...COMPLAINT, limit: { most: 1, per: 'hour' } });
    for (const n of [1, 2, 3]) await said(w, '1', 'negative', 0, `post ${n}`);
    await derive(w, '1');
    w.pass(3_600);
    await derive(w, '1');
    expect(w.memory.added).toHaveLength(1);
    await rules.dryRun(at, id);
    await rules.publish(at, id, { replay: true, by: 'ada' });
    await w.work();
    expect(w.memory.added).toHaveLength(2);
  });
});

describe('undoing a rule', () => {
  it('names what it made in the CRM and cannot take back', async () => {
    const bed = await open();
    const does = [...COMPLAINT.does, ...sets('city', 'Paris').does];
    const id = await on(bed, { ...COMPLAINT, does });
    await said(bed.w, '1', 'negative');
    await derive(bed.w, '1');
    expect(bed.w.memory.others.get('1')?.get('city')).toBe('Paris');
    expect(await bed.rules.undo(bed.at, id, 'ada')).toEqual({
      contacts: 1,
      stays: [{ do: 'task', id: '1', url: 'https://crm.example/items/1' }],
    });
    await bed.w.work();
    expect(bed.w.memory.others.get('1')?.has('city')).toBe(false);
    await said(bed.w, '1', 'negative');
    await derive(bed.w, '1');
    expect(bed.w.memory.added).toHaveLength(1);
  });

  it('gives every field back as it was, whatever rules wrote over each other; a person’s later word stays', async () => {
    const fields = ['city', 'jobtitle', 'website'] as const;
    const step = fc.oneof(
      fc.record({
        what: fc.constant('rule' as const),
        field: fc.constantFrom(...fields),
        value: fc.constantFrom('a', 'b', 'c'),
        mode: fc.constantFrom('fill blank' as const, 'overwrite' as const),
      }),
      fc.record({ what: fc.constant('person' as const), field: fc.constantFrom(...fields) }),
    );
    const before = fc.dictionary(fc.constantFrom(...fields), fc.constantFrom('x', 'y'), { maxKeys: 3 });
    await fc.assert(
      fc.asyncProperty(
        before,
        fc.array(step, { minLength: 1, maxLength: 5 }),
        fc.boolean(),
        async (base, steps, back) => {
          const bed = await open();
          const { w, rules, at } = bed;
          for (const [field, value] of Object.entries(base)) w.memory.type('1', field, value);
          const expected = new Map<string, string>(Object.entries(base));
          const made: string[] = [];
          for (const [n, one] of steps.entries()) {
            w.pass(60);
            if (one.what === 'rule') {
              made.push(await on(bed, sets(one.field, one.value, one.mode)));
              await said(w, '1', 'negative', 0, `post ${n}`);
              await derive(w, '1');
            } else {
              w.memory.type('1', one.field, `typed ${n}`);
              expected.set(one.field, `typed ${n}`);
            }
          }
          for (const id of back ? made.toReversed() : made) {
            await rules.undo(at, id, 'ada');
            await w.work();
          }
          const now = Object.fromEntries([...(w.memory.others.get('1') ?? [])].toSorted());
          const touched = await w.rows('rule_field');
          expect([now, touched.every(({ undone }) => undone)]).toEqual([
            Object.fromEntries([...expected].toSorted()),
            true,
          ]);
        },
      ),
      { numRuns: 25 },
    );
  });
});
