import { hashOf } from '../classifier/hash.ts';
import type { Heard } from '../sound/features.ts';
import { turnsIn } from './grammar.ts';

/** A text as the model of intents hears it: as all models do, and its turns of phrase. */
export interface HeardIntent extends Pick<Heard, 'terms' | 'facts'> {
  readonly turns: readonly string[];
}

export function hearIntent({ text, terms, facts }: Heard): HeardIntent {
  const turns = turnsIn(text);
  return { turns, facts, terms: [...terms, turns.map(hashOf)] };
}
