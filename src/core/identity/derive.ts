import type { Contact } from '../contact.ts';
import { keyOf } from '../profile.ts';
import type { Profile } from '../profile.ts';
import type { AddressGrammar } from './address.ts';
import { agreement } from './agreement.ts';
import { comparedFields, oneSided } from './compare-fields.ts';
import type { Evidence } from './evidence.ts';
import type { Link, Verdict } from './link.ts';
import type { MatchModel } from './matcher/model.ts';
import type { NameCounts } from './matcher/name-counts.ts';
import { sceneOf, titleOf } from './statements.ts';
import type { Scene } from './statements.ts';
import { verifiedProfiles } from './verified.ts';

/** What the fields of a contact and a profile are weighed by. */
export interface Matching {
  readonly model: MatchModel;
  readonly counts: NameCounts;
}

/** The version of these rules; it stands on every link they derive. */
export const MODEL = 'tiers-1';

/**
 * The links of a contact, one for every profile that was weighed for it: a pure function of the contact, the profiles
 * and the verdicts, in whatever order they come. A person's newest verdict decides; `withdrawn` leaves what Kith
 * derives, so that undo is exact.
 */
export function deriveLinks(
  contact: Contact,
  profiles: readonly Profile[],
  grammars: readonly AddressGrammar[],
  verdicts: readonly Verdict[],
  _matching?: Matching,
): readonly Link[] {
  const ordered = profiles.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const newest = newestVerdicts(verdicts);
  const scene = sceneOf(contact, ordered, grammars, (one) => newest.get(keyOf(one))?.says === 'rejected');
  const verified = verifiedProfiles(scene);
  return ordered.map((profile) => {
    const proof = verified.get(keyOf(profile));
    const evidence = evidenceFor(scene, profile, proof);
    const derived: Link = {
      contact: contact.id,
      network: profile.network,
      profile: profile.id,
      evidence,
      ...judge(evidence),
      decidedBy: 'Kith',
      model: MODEL,
    };
    const verdict = newest.get(keyOf(profile));
    return verdict ? { ...derived, ...overruled(verdict) } : derived;
  });
}

function newestVerdicts(verdicts: readonly Verdict[]): ReadonlyMap<string, Verdict> {
  const inOrder = verdicts.toSorted((a, b) => a.at.getTime() - b.at.getTime());
  return new Map(
    inOrder.map((verdict) => [keyOf({ network: verdict.network, id: verdict.profile }), verdict]),
  );
}

function overruled({ says, by }: Verdict): Partial<Link> {
  if (says === 'withdrawn') return {};
  return { status: says, probability: says === 'confirmed' ? 1 : 0, decidedBy: by };
}

/** All that speaks for and against, strongest tier first. */
function evidenceFor(scene: Scene, profile: Profile, proof: Evidence | undefined): Evidence[] {
  const stated = oneSided(scene, profile);
  const compared = comparedFields(scene, profile);
  const known = [...(proof ? [proof] : []), ...stated, ...compared];
  return [...known, ...namesakes(scene, profile, proof !== undefined || stated.length > 0)];
}

/** Nothing but a name: how many others carry it there, and that a name is no reason. */
function namesakes(scene: Scene, profile: Profile, stated: boolean): readonly Evidence[] {
  if (stated || agreement.name(scene.contact.name, profile.name) === 'different') return [];
  const others = scene.profiles.filter(
    (one) =>
      one !== profile && one.network === profile.network && agreement.name(one.name, profile.name) === 'same',
  ).length;
  const crowd =
    others === 0
      ? ''
      : ` ${others === 1 ? 'Another profile' : `${others} other profiles`} on ${titleOf(scene, profile)} ${others === 1 ? 'carries' : 'carry'} it too.`;
  const says = `Only a name led here; nothing on either side names the other.${crowd}`;
  return [{ tier: 'differs', field: 'namesakes', says, bits: -2 - Math.log2(1 + others) }];
}

type Judgement = Pick<Link, 'status' | 'probability'>;

/** What the evidence comes to. Never linked by a name alone; never linked against a name. */
function judge(evidence: readonly Evidence[]): Judgement {
  const has = (tier: Evidence['tier'], field?: Evidence['field']) =>
    evidence.some((one) => one.tier === tier && (field === undefined || one.field === field));
  const contradicted = has('differs', 'employer') || has('differs', 'location');
  const supported = has('agrees', 'employer') || has('agrees', 'location');
  if (has('differs', 'name')) return againstName(has('verified') || has('stated'), contradicted);
  if (has('verified')) return { status: 'auto', probability: contradicted ? 0.995 : 0.999 };
  if (has('stated')) return oneSide(evidence, supported, contradicted);
  const all = has('agrees', 'name') && has('agrees', 'employer') && has('agrees', 'location');
  if (all) return { status: 'suggested', probability: 0.6 };
  return { status: 'rejected', probability: supported && !contradicted ? 0.3 : 0.05 };
}

function againstName(stated: boolean, contradicted: boolean): Judgement {
  return stated && !contradicted
    ? { status: 'suggested', probability: 0.3 }
    : { status: 'rejected', probability: 0.05 };
}

/**
 * Anybody can write a contact's name, employer, website and mail address onto a profile of their own: linked without
 * asking is only what the contact's own side names, which is the CRM or the contact's own page.
 */
function oneSide(evidence: readonly Evidence[], supported: boolean, contradicted: boolean): Judgement {
  const named = evidence.some(({ tier, field }) => tier === 'agrees' && field === 'name');
  const stated = evidence.filter(({ tier }) => tier === 'stated');
  const vouched = stated.some(({ field }) => field === 'address');
  if (named && vouched && (supported || stated.length > 1)) return { status: 'auto', probability: 0.99 };
  if (!named) return { status: 'suggested', probability: contradicted ? 0.5 : 0.7 };
  if (contradicted) return { status: 'suggested', probability: 0.6 };
  return { status: 'suggested', probability: vouched ? 0.9 : 0.8 };
}
