import { isFreemail } from '../../core/identity/domains.ts';
import { learn } from '../../core/identity/matcher/learn.ts';
import type { Choice } from '../../core/identity/matcher/learn.ts';
import { findCandidates } from '../../core/identity/matcher/candidates.ts';
import type { MatchModel } from '../../core/identity/matcher/model.ts';
import { denser } from './denser.ts';
import { readLabelled } from './labelled.ts';
import type { Labelled } from './labelled.ts';

/** How many times as many namesakes the model also learns from. */
const FOLDS = [4, 10, 16] as const;
const ROUNDS = 20;

/**
 * Learns the weights of the linkage model from labelled data, and from the same people among more namesakes; the model
 * as it is shipped. Profiles that show nothing but a handle teach nothing: they are weighed by handle grammar.
 * @throws Error that names the file and the column at fault.
 */
export function trainIdentity(directory: string, version: string): MatchModel {
  const data = readLabelled(directory);
  const worlds = [data, ...FOLDS.map((fold) => denser(data, fold))];
  return learn(worlds.flatMap(choicesIn), version, ROUNDS);
}

function choicesIn({ contacts, profiles, isSame }: Labelled): readonly Choice[] {
  const choices = new Map<number, Choice[number][]>();
  const { pairs } = findCandidates(contacts, profiles, isFreemail);
  for (const { contact, profile, choice: number, facts } of pairs) {
    if (!facts) continue;
    const one = { pair: facts, same: isSame(contacts[contact]?.id, profiles[profile]?.id) };
    const choice = choices.get(number);
    if (choice) choice.push(one);
    else choices.set(number, [one]);
  }
  return [...choices.values()];
}
