import { hashOf } from '../classifier/terms.ts';
import type { Heard } from '../sound/features.ts';
import { turnsIn } from './grammar.ts';

/** A text as the model of intents hears it: as all models do, and its turns of phrase. */
export interface HeardIntent extends Pick<Heard, 'terms' | 'facts'> {
  readonly turns: readonly string[];
}

/** @param heard what was heard of the same text already. */
export function hearIntent(text: string, { terms, facts }: Heard): HeardIntent {
  const turns = turnsIn(text);
  return { turns, facts, terms: [...terms, turns.map(hashOf)] };
}
