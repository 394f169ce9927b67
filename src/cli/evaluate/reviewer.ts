import type { Candidate } from '../../core/identity/matcher/candidate.ts';
import type { Candidates } from '../../core/identity/matcher/candidates.ts';
import type { Judged } from '../../core/identity/matcher/match.ts';
import { judge } from '../../core/identity/matcher/match.ts';
import type { MatchModel } from '../../core/identity/matcher/model.ts';
import { relearn } from '../../core/identity/matcher/relearn.ts';
import type { Label } from '../../core/identity/matcher/relearn.ts';

/** So many questions are asked before the model learns from the answers. */
const SITTING = 20;

/** Of a pair's rivals the strongest decide; the others weigh nothing. */
const RIVALS = 5;

/**
 * A simulated reviewer: the engine asks about the pairs it is least sure of (uncertainty sampling; Lewis & Gale 1994),
 * learns from the answers, and asks again, until so many questions are answered.
 * @returns what is believed in the end; answered pairs are certain.
 */
export function reviewed(
  candidates: Candidates,
  shipped: MatchModel,
  questions: number,
  isSame: (candidate: Candidate) => boolean,
): Judged {
  const answers = new Map<number, boolean>();
  let judged = judge(candidates, shipped);
  while (answers.size < questions) {
    const asked = leastSure(judged, answers, Math.min(SITTING, questions - answers.size));
    if (asked.length === 0) break;
    for (const i of asked) answers.set(i, isSame(candidates.pairs[i] as Candidate));
    const labels = labelsOf(answers, candidates.pairs, judged);
    judged = judge(candidates, relearn(shipped, labels, judged.rates), answers);
  }
  return {
    ...judged,
    matches: judged.matches.map((match, i) => {
      const answer = answers.get(i);
      return answer === undefined ? match : { ...match, probability: Number(answer) };
    }),
  };
}

function leastSure(
  { matches }: Judged,
  answers: ReadonlyMap<number, boolean>,
  most: number,
): readonly number[] {
  return matches
    .map(({ probability }, i) => ({ i, doubt: Math.abs(probability - 0.5) }))
    .filter(({ i }) => !answers.has(i))
    .toSorted((a, b) => a.doubt - b.doubt)
    .slice(0, most)
    .map(({ i }) => i);
}

/** Bare handles are weighed without a model, so answers about them teach it nothing. */
function labelsOf(
  answers: ReadonlyMap<number, boolean>,
  candidates: readonly Candidate[],
  { matches }: Judged,
): readonly Label[] {
  const wanted = new Set([...answers.keys()].flatMap((i) => candidates[i]?.choice ?? []));
  const choices = Map.groupBy(
    candidates.keys().filter((i) => wanted.has(candidates[i]?.choice ?? -1)),
    (i) => candidates[i]?.choice ?? -1,
  );
  return [...answers].flatMap(([i, same]): Label[] => {
    const one = candidates[i];
    if (!one?.facts) return [];
    const rivals = (choices.get(one.choice) ?? [])
      .filter((k) => k !== i)
      .toSorted((a, b) => (matches[b]?.bits ?? 0) - (matches[a]?.bits ?? 0))
      .slice(0, RIVALS)
      .flatMap((k) => candidates[k]?.facts ?? []);
    return [{ pair: one.facts, same, rivals }];
  });
}
