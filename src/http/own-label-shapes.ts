import { z } from 'zod';
import { OwnLabelFigures, silenceOf } from '../core/conversation/own-labels/figures.ts';
import { present } from '../core/present.ts';
import type { OwnLabelsOverview } from '../flows/own-labels/open-own-labels.ts';

const When = z.iso.datetime();

export const OwnLabelsPage = z
  .object({
    taught: z
      .object({
        ...{ version: z.string(), at: When, by: z.string() },
        figures: OwnLabelFigures.omit({ border: true }),
        silent: z.string().optional().meta({ description: 'Why no label is said; absent: some are' }),
      })
      .optional()
      .meta({ description: 'The labels that posts are read by; absent where none were taught' }),
    lesson: z
      .object({
        ...{ at: When, by: z.string(), examples: z.number().int().positive() },
        progress: z.number().min(0).max(1),
        trouble: z.string().optional().meta({ description: 'Why nothing came of it' }),
      })
      .optional()
      .meta({ description: 'What was sent in and is being learnt' }),
  })
  .meta({ id: 'OwnLabels' });
export type OwnLabelsPage = z.output<typeof OwnLabelsPage>;

export function pageOf({ taught, lesson }: OwnLabelsOverview): OwnLabelsPage {
  return present({
    taught: taught && taughtOf(taught),
    lesson: lesson && {
      ...{ at: lesson.at.toISOString(), by: lesson.by, examples: lesson.examples, progress: lesson.progress },
      ...present({ trouble: lesson.trouble }),
    },
  });
}

function taughtOf({ version, at, by, figures }: NonNullable<OwnLabelsOverview['taught']>) {
  const { border: _, ...shown } = figures;
  return {
    ...{ version, at: at.toISOString(), by, figures: shown },
    ...present({ silent: silenceOf(figures) }),
  };
}
