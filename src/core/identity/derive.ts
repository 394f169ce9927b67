import type { Contact } from '../contact.ts';
import { keyOf } from '../profile.ts';
import type { Profile } from '../profile.ts';
import type { AddressGrammar } from './address.ts';
import { valueOfAsking } from './asking.ts';
import { compareFields } from './compare-fields.ts';
import type { Evidence, Start } from './evidence.ts';
import { handleHistory } from './handle-holders.ts';
import { judge } from './judgement.ts';
import type { Link, Verdict } from './link.ts';
import { countsAmong } from './matcher/counts-among.ts';
import type { Matching } from './matcher/matching.ts';
import { SHIPPED } from './matcher/shipped.ts';
import { expectedNamesakes, namesakeBits } from './namesakes.ts';
import { againstRivals } from './rival-profiles.ts';
import type { Weighed } from './rival-profiles.ts';
import { sceneOf, titleOf } from './statements.ts';
import type { Scene } from './statements.ts';
import { oneSided } from './stated.ts';
import { verifiedProfiles } from './verified.ts';
import { youngAccount } from './young-account.ts';

/**
 * The links of a contact, one for every profile that was weighed for it: a pure function of the contact, the profiles,
 * the verdicts and what fields are weighed by, in whatever order they come. A person's newest verdict decides;
 * `withdrawn` leaves what Kith derives, so that undo is exact.
 * @param matching absent: the shipped model, and names counted among these profiles.
 */
export function deriveLinks(
  contact: Contact,
  profiles: readonly Profile[],
  grammars: readonly AddressGrammar[],
  verdicts: readonly Verdict[],
  matching: Matching = { model: SHIPPED, counts: countsAmong([contact], profiles) },
): readonly Link[] {
  const ordered = profiles.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const newest = newestVerdicts(verdicts);
  const wordOn = (profile: Profile) => newest.get(keyOf(profile));
  const scene = sceneOf(
    contact,
    ordered,
    grammars,
    (one) => wordOn(one)?.says === 'rejected',
    matching.holders,
  );
  const verified = verifiedProfiles(scene);
  const isSure = (one: Profile) => verified.has(keyOf(one)) || wordOn(one)?.says === 'confirmed';
  const weighed = ordered.map((profile) =>
    weighAlone(scene, profile, verified.get(keyOf(profile)), matching, isSure),
  );
  const rivals = againstRivals(scene, weighed, (one) => wordOn(one)?.says);
  return weighed.map(({ profile, start, evidence }): Link => {
    const all = [...evidence, ...(rivals.get(keyOf(profile)) ?? [])].toSorted(strongestFirst);
    const judged = judge(start.bits, all, scene.namesOf(profile));
    const { network, id } = profile;
    const derived = {
      contact: contact.id,
      network,
      profile: id,
      start,
      evidence: all,
      model: matching.model.version,
    };
    const decided = { ...judged, decidedBy: 'Kith', ...overruled(wordOn(profile)) };
    const asking = valueOfAsking(decided, profile);
    return { ...derived, ...decided, ...(asking !== undefined && { asking }) };
  });
}

function weighAlone(
  scene: Scene,
  profile: Profile,
  proof: Evidence | undefined,
  matching: Matching,
  isSure: (profile: Profile) => boolean,
): Weighed {
  const stated = oneSided(scene, profile, isSure);
  const { start, evidence: compared } = compareFields(scene, profile, matching);
  // What is stated about a website says more than that the two addresses resemble each other.
  const siteIsStated = stated.some(({ field }) => field === 'website');
  const fields = siteIsStated ? compared.filter(({ field }) => field !== 'website') : compared;
  const proven = proof ? [proof] : [];
  const others = proof || stated.length > 0 ? [] : unseenNamesakes(scene, profile, start, fields);
  const past = [...youngAccount(profile), ...handleHistory(profile, titleOf(scene, profile), scene.holders)];
  return { profile, start, evidence: [...proven, ...stated, ...fields, ...others, ...past] };
}

/**
 * Who was found by name alone may be any of those who carry it. Where something is stated the profile was not found by
 * its name, and the name is a proof of its own.
 */
function unseenNamesakes(
  scene: Scene,
  profile: Profile,
  start: Start,
  fields: readonly Evidence[],
): readonly Evidence[] {
  const population = scene.populations.get(profile.network);
  const name = fields.find((one) => one.field === 'name' && one.tier === 'agrees');
  if (!population || !name || profile.name === undefined) return [];
  const namesakes = expectedNamesakes(profile.name, population);
  const bits = Number(namesakeBits(start.bits + (name.bits ?? 0), namesakes, population).toFixed(2));
  const says = `${crowdOf(namesakes)} expected on ${titleOf(scene, profile)}, which has about ${COUNT.format(population.accounts / 1e6)} million accounts.`;
  return [{ tier: 'differs', field: 'namesakes', says, bits }];
}

// Made once: making one costs more than weighing a profile.
const COUNT = new Intl.NumberFormat('en');

function crowdOf(namesakes: number): string {
  if (namesakes < 1.5) return 'One more person of this name may be';
  return `About ${COUNT.format(Number(namesakes.toPrecision(1)))} others of this name are to be`;
}

function newestVerdicts(verdicts: readonly Verdict[]): ReadonlyMap<string, Verdict> {
  const inOrder = verdicts.toSorted((a, b) => a.at.getTime() - b.at.getTime());
  return new Map(
    inOrder.map((verdict) => [keyOf({ network: verdict.network, id: verdict.profile }), verdict]),
  );
}

function overruled(verdict: Verdict | undefined): Partial<Link> {
  if (verdict === undefined || verdict.says === 'withdrawn') return {};
  const { says, by } = verdict;
  return { status: says, probability: says === 'confirmed' ? 1 : 0, decidedBy: by };
}

const RANK = { verified: 0, stated: 1, agrees: 2, differs: 3 } as const satisfies Record<
  Evidence['tier'],
  number
>;

/** By tier, and in each by how loudly it speaks; equal ones stay as they were. */
function strongestFirst(a: Evidence, b: Evidence): number {
  return RANK[a.tier] - RANK[b.tier] || Math.abs(b.bits ?? 0) - Math.abs(a.bits ?? 0);
}
