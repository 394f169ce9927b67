import { z } from 'zod';
import type { Example } from '../classifier/learn.ts';
import { READ_CHARACTERS } from '../words.ts';
import { OwnLabel } from './label.ts';
import { OUT_OF_SCOPE } from './own-labels.ts';

/** What is learnt from at the most, and at the least. */
export const LIMITS = { bytes: 5_000_000, examples: 50_000, labels: 200, each: 8 } as const;

/** One line of what an installation teaches. */
export const Labelled = z.object({
  text: z.string().trim().min(1),
  label: OwnLabel,
});

/** Examples cannot be learnt from; the message says why, and what to do about it. It quotes no example. */
export class Unlearnable extends Error {
  constructor(says: string) {
    super(says);
    this.name = 'Unlearnable';
  }
}

/**
 * The examples that are learnt from: each text once for each label, so that none is checked by a copy of itself.
 * @throws Unlearnable when they are too few, too many, or of one label only.
 */
export function learnable(labelled: readonly Example[]): readonly Example[] {
  const distinct = new Map(labelled.map((one) => [`${one.label}\n${plain(one.text)}`, one]));
  const examples = [...distinct.values()].map(({ text, label }) => ({
    text: text.slice(0, READ_CHARACTERS),
    label,
  }));
  const trouble = troubleWith(Map.groupBy(examples, ({ label }) => label));
  if (trouble !== undefined) throw new Unlearnable(trouble);
  return examples;
}

const plain = (text: string) => text.trim().toLowerCase().replaceAll(/\s+/g, ' ');

function troubleWith(by: ReadonlyMap<string, readonly Example[]>): string | undefined {
  const count = [...by.values()].reduce((sum, own) => sum + own.length, 0);
  const labels = [...by.keys()].filter((label) => label !== OUT_OF_SCOPE);
  if (labels.length < 2) {
    return `There ${labels.length === 0 ? 'is no label' : `is only the label “${labels[0]}”`}: to tell labels apart there must be examples of at least two.`;
  }
  if (labels.length > LIMITS.labels)
    return `There are ${labels.length} labels, and at most ${LIMITS.labels} are told apart: is “label” the right column?`;
  if (count > LIMITS.examples)
    return `There are ${count} examples, and at most ${LIMITS.examples} are learnt.`;
  const rare = [...by].filter(([, own]) => own.length < LIMITS.each);
  if (rare.length === 0) return undefined;
  const named = rare.slice(0, 5).map(([label, own]) => `“${label}” has ${own.length}`);
  const more =
    rare.length > named.length ? `, and ${rare.length - named.length} more labels have too few` : '';
  return `Each label needs ${LIMITS.each} different examples or more: ${named.join(', ')}${more}. Add some, or leave the label out.`;
}
