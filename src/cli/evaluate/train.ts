import { isFreemail } from '../../core/identity/domains.ts';
import { learn } from '../../core/identity/matcher/learn.ts';
import type { Choice } from '../../core/identity/matcher/learn.ts';
import { findCandidates } from '../../core/identity/matcher/match.ts';
import type { MatchModel } from '../../core/identity/matcher/model.ts';
import { readLabelled } from './labelled.ts';

/**
 * Learns the weights of the linkage model from labelled data; the model as it is shipped. Profiles that show nothing
 * but a handle teach nothing: they are weighed by handle grammar.
 * @throws Error that names the file and the column at fault.
 */
export function trainIdentity(directory: string, version: string): MatchModel {
  const { contacts, profiles, isSame } = readLabelled(directory);
  const { pairs } = findCandidates(contacts, profiles, isFreemail);
  const choices = new Map<string, Choice[number][]>();
  for (const { contact, profile, network, facts } of pairs) {
    if (!facts) continue;
    const key = `${contact}:${network}`;
    const one = { pair: facts, same: isSame(contacts[contact]?.id, profiles[profile]?.id) };
    choices.set(key, [...(choices.get(key) ?? []), one]);
  }
  return learn([...choices.values()], version);
}
