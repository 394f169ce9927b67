import { z } from 'zod';
import type { Checked } from '../classifier/cross-validate.ts';
import { Border, borderOf, isSaid, PROMISED } from './border.ts';
import { OUT_OF_SCOPE } from './own-labels.ts';

const Share = z.number().min(0).max(1);

/** How well one label is told apart. */
export const LabelFigures = z.object({
  label: z.string(),
  examples: z.number().int().positive(),
  precision: Share.meta({ description: 'Of the texts taken for it, so many are' }),
  recall: Share.meta({ description: 'Of its texts, so many are found' }),
  f1: Share,
  said: Share.meta({ description: 'Of its texts, for so many it is said: the others are not sure enough' }),
  weak: z.string().optional().meta({ description: 'Why it is told badly, and what would help' }),
});
export type LabelFigures = z.output<typeof LabelFigures>;

/** What is known of a model of own labels from examples that were left out while it learnt from the others. */
export const OwnLabelFigures = z.object({
  examples: z.number().int().positive(),
  accuracy: Share.meta({ description: 'So many have the likeliest label, sure or not' }),
  macroF1: Share,
  border: Border.optional().meta({ description: 'From where on a label is said; absent: none is' }),
  said: Share.meta({ description: 'For so many a label is said' }),
  right: Share.optional().meta({ description: 'Of the labels that are said, so many are right' }),
  labels: z.array(LabelFigures),
});
export type OwnLabelFigures = z.output<typeof OwnLabelFigures>;

/** Below this F1 a label is called weak. */
const WEAK = 0.7;
/** With fewer examples than this, more of them are the first thing that helps. */
const FEW = 30;

/** The figures of a model, from what was said of each example while it was left out; weak labels come first. */
export function figuresOf(checked: readonly Checked[]): OwnLabelFigures {
  const border = borderOf(checked, OUT_OF_SCOPE);
  const inScope = checked.filter(({ truth }) => truth !== OUT_OF_SCOPE);
  const said = border ? checked.filter((one) => isSaid(one, border, OUT_OF_SCOPE)) : [];
  const labels = [...Map.groupBy(inScope, ({ truth }) => truth)].map(([label, own]) =>
    figuresOfLabel(label, own, checked, new Set(said)),
  );
  return {
    examples: checked.length,
    accuracy: share(inScope.filter(isRight).length, inScope.length),
    macroF1: share(
      labels.reduce((sum, { f1 }) => sum + f1, 0),
      labels.length,
    ),
    ...(border && { border }),
    said: share(said.length, checked.length),
    ...(said.length > 0 && { right: share(said.filter(isRight).length, said.length) }),
    labels: labels.toSorted((a, b) => a.f1 - b.f1 || (a.label < b.label ? -1 : 1)),
  };
}

const isRight = ({ truth, label }: Checked) => truth === label;

function figuresOfLabel(
  label: string,
  own: readonly Checked[],
  all: readonly Checked[],
  said: ReadonlySet<Checked>,
): LabelFigures {
  const right = own.filter(isRight).length;
  const precision = share(right, all.filter((one) => one.label === label).length);
  const recall = share(right, own.length);
  const f1 = precision + recall === 0 ? 0 : share(2 * precision * recall, precision + recall);
  return {
    ...{ label, examples: own.length, precision, recall, f1 },
    said: share(own.filter((one) => isRight(one) && said.has(one)).length, own.length),
    ...(f1 < WEAK && { weak: weaknessOf(label, own, all) }),
  };
}

/** Whether it is too rare, or which other label it is mixed up with most, in either direction. */
function weaknessOf(label: string, own: readonly Checked[], all: readonly Checked[]): string {
  const taken = own.filter((one) => !isRight(one)).map((one) => one.label ?? '');
  const mistaken = all.filter((one) => one.label === label && !isRight(one)).map(({ truth }) => truth);
  const [most] = [...Map.groupBy([...taken, ...mistaken], (other) => other)].toSorted(
    ([, a], [, b]) => b.length - a.length,
  );
  const mixed = most
    ? `It is mixed up with “${most[0]}”, ${most[1].length} times: say in more examples what tells them apart, or make them one label.`
    : '';
  const few = own.length < FEW ? `It has only ${own.length} examples: more would help.` : '';
  return [few, mixed].filter((says) => says !== '').join(' ');
}

const share = (part: number, whole: number) => (whole === 0 ? 0 : Number((part / whole).toFixed(4)));

/** Why no label is ever said, for whoever taught them; undefined where some are. */
export function silenceOf({ border, examples }: OwnLabelFigures): string | undefined {
  if (border) return undefined;
  return `No label is said: of ${examples} examples no answer was sure enough to be right in ${PROMISED.right * 100} of 100 cases. More examples, or fewer labels, would help.`;
}
