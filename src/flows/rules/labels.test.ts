import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMPLAINT, derive, on, openRuled, said } from '../../../tests/support/ruled.ts';
import { openWorlds } from '../../../tests/support/world.ts';
import { learnOwnLabels } from '../../core/conversation/own-labels/learn.ts';
import type { LearntLabels } from '../../core/conversation/own-labels/learn.ts';
import { examples } from '../../core/conversation/own-labels/testbed.ts';
import { ContactId } from '../../core/ids.ts';
import type { WantedRule } from '../../core/rules/rule.ts';
import { openOwnLabels, putInForce } from '../own-labels/open-own-labels.ts';
import { deriveRecord } from '../record.ts';

let worlds: Awaited<ReturnType<typeof openWorlds>>;
beforeAll(async () => {
  worlds = await openWorlds();
});
afterAll(() => worlds.close());

const SHOP = learnOwnLabels(examples);
/** The same, with the first label called otherwise. */
const RENAMED = learnOwnLabels(
  examples.map(({ text, label }) => ({ text, label: label === 'where is it' ? 'delivery' : label })),
);
const asking = (label: string): WantedRule => ({
  ...COMPLAINT,
  when: [{ on: 'label', any: [label], atLeast: 0.5 }],
});

/** An installation that taught labels of its own. */
async function open() {
  const bed = await openRuled(worlds, ['1', '2']);
  const { w, at } = bed;
  const teach = async (learnt: LearntLabels) => {
    await w.inside((inside) => putInForce(inside, learnt, 'ada', w.now()));
    await w.work();
  };
  await teach(SHOP);
  const tells = (person: string, text: string) => said(w, person, 'neutral', 0, text, { text });
  /** They say it, and it is read by the labels that are in force. */
  const says = async (person: string, text: string) => {
    await tells(person, text);
    await w.inside((inside) => inside.enqueue('relabel', [{ installation: at, version: SHOP.version }]));
    await w.work();
  };
  return { ...bed, teach, tells, says };
}

describe('a rule that asks for a label of the account’s own', () => {
  it('acts on what is read as that, and on nothing else', async () => {
    const bed = await open();
    await on(bed, asking('where is it'));
    await bed.says('1', 'where is my parcel');
    await bed.says('2', 'please take back my lamp');
    expect(bed.w.memory.added).toMatchObject([{ contact: '1' }]);
  });

  it('acts on nothing once the label is taught no more, and again when it is', async () => {
    const bed = await open();
    await on(bed, asking('where is it'));
    await bed.tells('1', 'where is my parcel');
    await bed.teach(RENAMED);
    await derive(bed.w, '1');
    expect(bed.w.memory.added).toEqual([]);
    await bed.teach(SHOP);
    expect(bed.w.memory.added).toMatchObject([{ contact: '1' }]);
  });

  it('acts on nothing that only the former labels told, until it was read again', async () => {
    const bed = await open();
    const { w, at } = bed;
    await on(bed, asking('send it back'));
    const labels = [{ label: 'send it back', probability: 0.9, because: [] }];
    await said(w, '1', 'neutral', 0, 'a', { text: 'we talked of lamps', labels, model: SHOP.version });
    await w.inside((inside) => putInForce(inside, RENAMED, 'ada', w.now()));
    await deriveRecord(at, ContactId.parse('1'), w.deps);
    expect(await w.waiting('act')).toEqual([]);
    await w.inside((inside) => putInForce(inside, SHOP, 'ada', w.now()));
    await deriveRecord(at, ContactId.parse('1'), w.deps);
    expect(await w.waiting('act')).toHaveLength(1);
  });

  it('acts on a label that others replaced by the same words', async () => {
    const bed = await open();
    await on(bed, asking('send it back'));
    await bed.teach(RENAMED);
    await bed.tells('1', 'please take back my lamp');
    await bed.teach(RENAMED);
    expect(bed.w.memory.added).toMatchObject([{ contact: '1' }]);
  });

  it('is not made or switched on for a label that is not taught, or while none is', async () => {
    const bed = await open();
    const { rules, at, w } = bed;
    expect(await rules.make(at, asking('warranty'), 'ada')).toEqual({
      refused: '“warranty” is none of the labels that are taught now: choose another.',
    });
    const id = await on(bed, asking('where is it'));
    await rules.switchOff(at, id, 'ada');
    const publish = () => rules.publish(at, id, { replay: false, by: 'ada' });
    await bed.teach(RENAMED);
    expect(await publish()).toEqual({ refused: expect.stringContaining('“where is it” is none') });
    await openOwnLabels(w.deps).remove(at);
    expect(await publish()).toEqual({ refused: expect.stringContaining('taught no labels of its own') });
  });

  it('is not made while no label is ever said, and says what would help', async () => {
    const bed = await open();
    const { border: _, ...figures } = SHOP.figures;
    await bed.teach({ ...SHOP, figures });
    expect(await bed.rules.make(bed.at, asking('where is it'), 'ada')).toEqual({
      refused: expect.stringContaining('No label is said'),
    });
  });
});
