import { z } from 'zod';
import { keptForm, readKept } from '../sound/kept.ts';
import { INTENTS } from './intents.ts';
import type { IntentModel } from './judge.ts';

/** What is kept beside the weights. Other intents than ours would be other heads. */
const Kept = z.object({
  intents: z.array(z.string()).refine((names) => names.join() === INTENTS.join(), {
    error: 'it judges other intents: train it again',
  }),
  borders: z.array(z.number().min(0).max(1)).length(INTENTS.length),
});

/** What is put into a file; read again it says the same. */
export const keptIntents = (model: IntentModel, version: string) => ({
  ...keptForm(model, version),
  intents: INTENTS,
  borders: model.borders.map((border) => Number(border.toFixed(3))),
});

/** @throws ZodError for what is no model of these intents, or was cut. */
export function readIntents(kept: unknown): IntentModel & { readonly version: string } {
  const { borders } = Kept.parse(kept);
  return { ...readKept(kept), borders };
}
