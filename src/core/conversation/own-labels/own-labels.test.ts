import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Checked } from '../classifier/cross-validate.ts';
import { readPost } from '../read-post.ts';
import { borderOf } from './border.ts';
import { figuresOf, silenceOf } from './figures.ts';
import { classifierOf, learnOwnLabels } from './learn.ts';
import { labelsOf } from './own-labels.ts';
import type { OwnLabels } from './own-labels.ts';
import { relabelled } from './relabelled.ts';
import { examples } from './testbed.ts';

const learnt = learnOwnLabels(examples);
const own: OwnLabels = {
  version: learnt.version,
  classifier: classifierOf(learnt.model),
  border: learnt.figures.border,
};

describe('an account’s own labels', () => {
  it('are said of a post, with the words that spoke for them', () => {
    const [label, ...more] = labelsOf('Where is my parcel? Still no sign', own);
    expect(label).toMatchObject({ label: 'where is it' });
    expect(label?.because).toEqual(expect.arrayContaining(['where']));
    expect(label?.probability).toBeGreaterThan(0.5);
    expect(more).toEqual([]);
  });

  it.each([
    ['what is like nothing that was taught', 'Zebras graze on the wide savannah tonight'],
    ['another language than was taught', 'Das Wetter bleibt heute durchweg freundlich'],
    ['no words at all', ' \n '],
  ])('are not said of %s', (_what, text) => {
    expect(labelsOf(text, own)).toEqual([]);
  });

  it('are never said where they were taught as being none of them', () => {
    const other = examples.map(({ text, label }) => ({
      text,
      label: label === 'where is it' ? 'oos' : label,
    }));
    const { model, figures } = learnOwnLabels(other);
    const without = { classifier: classifierOf(model), border: figures.border };
    expect(labelsOf('please take back my chair', without)).toMatchObject([{ label: 'send it back' }]);
    expect(labelsOf('where is my parcel', without)).toEqual([]);
    expect(figures.labels.map(({ label }) => label)).not.toContain('oos');
  });

  it('stand on the reading of a post beside everything else, in whatever language', () => {
    const reading = readPost('where is my parcel', 'en', own);
    expect(reading.labels).toMatchObject([{ label: 'where is it' }]);
    expect(reading.model).toContain(own.version);
    expect(readPost('where is my parcel', 'en').labels).toBeUndefined();
  });

  it('change on a reading without the rest of it, and leave no trace when they are taken away', () => {
    const before = readPost('where is my parcel', 'en');
    const taught = relabelled('where is my parcel', before, own);
    expect(taught).toEqual(readPost('where is my parcel', 'en', own));
    expect(relabelled('where is my parcel', taught, { ...own, version: 'own-other' }).model).toBe(
      `${before.model} own-other`,
    );
    expect(relabelled('where is my parcel', taught, undefined)).toEqual(before);
  });

  it('are the same from the same examples, and of another version from others', () => {
    expect(learnOwnLabels(examples)).toEqual(learnt);
    expect(learnOwnLabels(examples.slice(3)).version).not.toBe(learnt.version);
  });

  it('read any text in any script without harm', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(labelsOf(text, own).length).toBeLessThanOrEqual(1);
      }),
    );
  });
});

const said = (truth: string, label: string, probability: number, strangeness = 0): Checked => ({
  ...{ truth, label, probability, strangeness },
});
const times = (n: number, one: Checked) => Array.from({ length: n }, () => one);

describe('from which probability on a label is said', () => {
  it('is as low as nine of ten that are said stay right', () => {
    const checked = [
      ...times(90, said('a', 'a', 0.9)),
      ...times(10, said('a', 'b', 0.8)),
      ...times(10, said('a', 'b', 0.7)),
    ];
    expect(borderOf(checked, 'oos')?.probability).toBe(0.8);
  });

  it('is one half where all that are said keep the promise: nothing is known against it', () => {
    expect(borderOf(times(100, said('a', 'a', 0.99)), 'oos')?.probability).toBe(0.5);
  });

  it('is never so low that all others together are likelier', () => {
    expect(borderOf(times(100, said('a', 'a', 0.4)), 'oos')).toBeUndefined();
  });

  it('is none where a few right answers may be luck', () => {
    expect(borderOf(times(8, said('a', 'a', 0.99)), 'oos')).toBeUndefined();
    expect(borderOf(times(40, said('a', 'a', 0.99)), 'oos')).toBeDefined();
  });

  it('leaves out the strangest three in a hundred of what was taught', () => {
    const checked = Array.from({ length: 100 }, (_, n) => said('a', 'a', 0.9, n));
    expect(borderOf(checked, 'oos')?.strangeness).toBe(96);
  });
});

describe('the figures of own labels', () => {
  const checked = [
    ...times(40, said('a', 'a', 0.9)),
    ...times(10, said('b', 'a', 0.6)),
    ...times(2, said('b', 'b', 0.6)),
    ...times(5, said('oos', 'a', 0.5)),
  ];
  const { labels, accuracy } = figuresOf(checked);

  it('count for each label what is found of it and what is taken for it, the weakest first', () => {
    expect(accuracy).toBe(0.8077);
    expect(labels).toMatchObject([
      { label: 'b', examples: 12, precision: 1, recall: 0.1667 },
      { label: 'a', examples: 40, precision: 0.7273, recall: 1, said: 1 },
    ]);
  });

  it('say of a weak label why, and what would help', () => {
    expect(labels[0]?.weak).toMatch(/only 12 examples.*mixed up with “a”, 10 times/);
    expect(labels[1]?.weak).toBeUndefined();
  });

  it('say when no label is ever said', () => {
    expect(silenceOf(figuresOf(checked.slice(40)))).toMatch(/No label is said/);
    expect(silenceOf(figuresOf(checked))).toBeUndefined();
  });
});
