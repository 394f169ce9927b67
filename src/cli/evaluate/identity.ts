import { isFreemail } from '../../core/identity/domains.ts';
import { AUTOMATIC, SUGGESTED } from '../../core/identity/judgement.ts';
import { findCandidates } from '../../core/identity/matcher/candidates.ts';
import { judge } from '../../core/identity/matcher/match.ts';
import type { Match } from '../../core/identity/matcher/match.ts';
import { SHIPPED } from '../../core/identity/matcher/shipped.ts';
import { readLabelled } from './labelled.ts';
import type { Labelled } from './labelled.ts';
import { calibrationError, digits, scoreAt, sweep } from './measure.ts';
import type { Judged, Score } from './measure.ts';
import { reviewed } from './reviewer.ts';

export interface IdentityScores {
  readonly automatic: Score;
  readonly suggested: Score;
  readonly best: Score;
  readonly recallAt: Readonly<Record<string, number>>;
  readonly ece: number;
  readonly rank1: Readonly<Record<string, number>>;
  readonly pairs: number;
  readonly seconds: number;
  readonly peakMb: number;
}

/**
 * Runs the matcher over labelled data.
 * @param labels how many questions a simulated reviewer answers from the truth.
 * @throws Error that names the file and the column at fault.
 */
export function evaluateIdentity(directory: string, labels = 0): IdentityScores {
  return scoreIdentity(readLabelled(directory), labels);
}

export function scoreIdentity(data: Labelled, labels = 0): IdentityScores {
  const { contacts, profiles, total } = data;
  const start = performance.now();
  const candidates = findCandidates(contacts, profiles, isFreemail);
  const isTrue = (m: { readonly contact: number; readonly profile: number }) =>
    data.isSame(contacts[m.contact]?.id, profiles[m.profile]?.id);
  const { matches } = labels > 0 ? reviewed(candidates, SHIPPED, labels, isTrue) : judge(candidates, SHIPPED);
  const seconds = (performance.now() - start) / 1000;
  const judged = matches.map((m): Judged => ({ probability: m.probability, same: isTrue(m) }));
  return {
    // Never a name alone: two fields that do not depend on each other, as for the links of a contact.
    automatic: scoreAt(
      judged.filter((_, i) => (matches[i]?.independent ?? 0) >= 2),
      total,
      AUTOMATIC,
    ),
    suggested: scoreAt(judged, total, SUGGESTED),
    ...sweep(judged, total, [0.9, 0.95, 0.99]),
    ece: calibrationError(judged),
    rank1: firstRanks(matches, data),
    pairs: matches.length,
    seconds: digits(seconds),
    peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

/** Of the contacts that have a profile on a network, the share whose likeliest candidate there is right. */
function firstRanks(
  matches: readonly Match[],
  { contacts, profiles, truth, isSame }: Labelled,
): Readonly<Record<string, number>> {
  const best = new Map<string, Match>();
  for (const match of matches) {
    const key = `${match.network}|${contacts[match.contact]?.id}`;
    if (match.bits > (best.get(key)?.bits ?? -Infinity)) best.set(key, match);
  }
  const networkOf = new Map(profiles.map((p) => [p.id, p.network]));
  const wanted = Map.groupBy(truth, ({ profile }) => networkOf.get(profile) ?? '');
  wanted.delete('');
  const share = (network: string, ids: ReadonlySet<string>) => {
    const right = [...ids].filter((contact) => {
      const first = best.get(`${network}|${contact}`);
      return first && isSame(contact, profiles[first.profile]?.id);
    });
    return digits(right.length / ids.size);
  };
  return Object.fromEntries(
    [...wanted]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([network, pairs]) => [network, share(network, new Set(pairs.map(({ contact }) => contact)))]),
  );
}
