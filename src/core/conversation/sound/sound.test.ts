import { describe, expect, it } from 'vitest';
import { heard } from './features.ts';
import { SHAPE } from './heads.ts';
import { keptForm, readKept } from './kept.ts';
import { learnSound, TRAINING } from './learn.ts';
import type { Taught } from './learn.ts';
import { judgeSound } from './sound.ts';

/** Words that no lexicon knows, so that only what was learnt can tell them. */
const SAYS = { negative: 'wurblig', neutral: 'quompish', positive: 'splendorous' } as const;
const THINGS = ['parcel', 'lamp', 'chair', 'phone', 'invoice', 'bike', 'ticket', 'router', 'kettle', 'desk'];
const nobody = Array.from({ length: SHAPE.heads - 3 }, () => undefined);
const taught: readonly Taught[] = Object.values(SAYS).flatMap((word, tone) =>
  THINGS.map((thing) => ({
    heard: heard(`the ${thing} is ${word} today`),
    wanted: [...[0, 1, 2].map((i) => (i === tone ? 1 : 0)), ...nobody],
    weight: 1,
  })),
);
const training = { ...TRAINING, epochs: 20, kept: 100 };
const model = learnSound(taught, SHAPE, training);

describe('a model of how things are said', () => {
  it.each(Object.entries(SAYS))('learns what is %s', (label, word) => {
    expect(judgeSound(heard(`our new printer: ${word}`), model).tone.label).toBe(label);
  });

  it('learns the same from the same texts', () => {
    expect(learnSound(taught, SHAPE, training)).toEqual(model);
  });

  it('keeps no more terms than asked for, those that matter', () => {
    expect(model.table.terms.length).toBe(100);
  });

  it('says the same after it was kept in a file', () => {
    const read = readKept(JSON.parse(JSON.stringify(keptForm(model, 'test'))));
    const said = heard(`our new printer: ${SAYS.positive}`);
    expect(judgeSound(said, read).value).toBeCloseTo(judgeSound(said, model).value, 2);
    expect(read.version).toBe('test');
  });

  it('is not read from a file that was cut', () => {
    const kept = keptForm(model, 'test');
    expect(() => readKept({ ...kept, weights: kept.weights.slice(0, 400) })).toThrow(/do not fit together/);
    expect(() => readKept({})).toThrow();
  });
});

describe('what is heard of a text', () => {
  it('is not where a link leads, nor who is addressed', () => {
    const terms = (text: string) => heard(text).terms;
    expect(terms('@ada see https://one.example/a')).toEqual(terms('@bo see www.two.example'));
  });

  it('is what was meant by entities and typewriter apostrophes', () => {
    expect(heard('I can`t &amp; won`t').terms).toEqual(heard("I can't & won't").terms);
  });
});
