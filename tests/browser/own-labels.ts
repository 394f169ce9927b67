import { learnable } from '../../src/core/conversation/own-labels/labelled.ts';
import { labelledIn } from '../../src/core/conversation/own-labels/labelled-file.ts';
import type { OwnLabelling, OwnLabelsOverview } from '../../src/flows/own-labels/open-own-labels.ts';

const NOW = new Date('2026-11-22T12:00:00Z');

const figures = {
  ...{ examples: 120, accuracy: 0.83, macroF1: 0.81, said: 0.7, right: 0.93 },
  border: { probability: 0.6, strangeness: 1.2 },
  labels: [
    {
      ...{ label: 'warranty', examples: 20, precision: 0.6, recall: 0.55, f1: 0.57, said: 0.3 },
      weak: 'It has only 20 examples: more would help.',
    },
    { label: 'where is it', examples: 50, precision: 0.9, recall: 0.94, f1: 0.92, said: 0.85 },
    { label: 'send it back', examples: 50, precision: 0.92, recall: 0.9, f1: 0.91, said: 0.8 },
  ],
};

/** What a lesson comes to when a test says so. */
export const TAUGHT: OwnLabelsOverview = {
  taught: { version: 'own-0123456789ab', at: NOW, by: 'ada', figures },
};

/** The labels of an installation, made by hand: what is sent in is half learnt until the test teaches it. */
export function handMadeOwnLabels(first: OwnLabelsOverview = {}): OwnLabelling & { taught(): void } {
  let state = first;
  return {
    overview: async () => state,
    send: async (_at, file, by) => {
      const examples = learnable(labelledIn(file)).length;
      state = { ...state, lesson: { id: 'lesson', at: NOW, by, examples, progress: 0.5 } };
      return state;
    },
    remove: async () => {
      const was = state.taught ?? state.lesson;
      state = {};
      return was !== undefined;
    },
    taught: () => {
      state = TAUGHT;
    },
  };
}
