import type { Profile } from '../profile.ts';
import { agreement } from './agreement.ts';
import type { Evidence, Start } from './evidence.ts';
import { saysOfField } from './field-sentences.ts';
import { FIELDS } from './matcher/comparisons.ts';
import type { Field } from './matcher/comparisons.ts';
import { factsOf } from './matcher/facts.ts';
import { levelBits, rarityBits, startBits } from './matcher/model.ts';
import type { MatchModel, PairFacts } from './matcher/model.ts';
import type { Matching } from './matcher/matching.ts';
import type { NameCounts } from './matcher/name-counts.ts';
import { profileTraits } from './matcher/traits.ts';
import { siteOf, speaksForContact } from './statements.ts';
import type { Scene } from './statements.ts';

export interface ComparedFields {
  readonly start: Start;
  /** Nothing where one side is unknown. The bits of all and those of the start add up to the pair's whole weight. */
  readonly evidence: readonly Evidence[];
}

/** What the comparison of the fields says, for and against, and where the weighing begins. */
export function compareFields(scene: Scene, profile: Profile, matching: Matching): ComparedFields {
  const start = { says: STARTS, bits: startBits(matching.model, profile.network) };
  const organisation = speaksForEmployer(scene, profile);
  if (organisation) return { start, evidence: organisation };
  const facts = factsOfPair(scene, profile, matching.counts);
  const evidence = FIELDS.flatMap((field) => fieldEvidence(field, scene, profile, facts, matching.model));
  return { start, evidence };
}

const STARTS = 'Before looking at any field: how often a profile found like this turns out to be the person.';

/** The facts of one pair. Where two scripts cannot be compared, no difference is claimed. */
export function factsOfPair(scene: Scene, profile: Profile, counts: NameCounts): PairFacts {
  const { contact } = scene;
  const traits = profileTraits({
    network: profile.network,
    handle: profile.handle,
    ...{ name: profile.name, bio: profile.bio, employer: profile.employer, location: profile.location },
    website: siteOf(scene, profile),
  });
  const facts = factsOf(scene.traits, traits, counts);
  const unknown = (agrees: string) => agrees === 'unknown';
  const { name, employer, place } = facts.comparison;
  return {
    ...facts,
    comparison: {
      ...facts.comparison,
      name: name >= NAME_DIFFERS && unknown(scene.namesOf(profile)) ? 0 : name,
      employer:
        employer === EMPLOYER_DIFFERS && unknown(agreement.employer(contact.company, profile.employer))
          ? 0
          : employer,
      place:
        place === PLACE_DIFFERS && unknown(agreement.location(contact.location, profile.location))
          ? 0
          : place,
    },
  };
}

const NAME_DIFFERS = 10;
const EMPLOYER_DIFFERS = 4;
const PLACE_DIFFERS = 1;

function fieldEvidence(
  field: Field,
  scene: Scene,
  profile: Profile,
  facts: PairFacts,
  model: MatchModel,
): readonly Evidence[] {
  const level = facts.comparison[field];
  const own = levelBits(model, profile.network, field, level);
  const bits = field === 'name' ? nameBits(own + rarityBits(model, facts), scene, profile) : own;
  if (level === 0 && field !== 'name') return [];
  if (level === 0 && Math.abs(bits) < 0.05) return [];
  const says = saysOfField(field, level, scene.contact, profile, facts);
  const tier = bits < 0 || DIFFERS[field]?.includes(level) ? 'differs' : 'agrees';
  return [{ tier, field: SHOWN[field], says, url: profile.url, bits: round(bits) }];
}

/** People do show other names than their own, but another person's whole name is hardly one of them. */
const ANOTHER_NAME = -8;

function nameBits(bits: number, scene: Scene, profile: Profile): number {
  const differs = scene.namesOf(profile) === 'different';
  return differs ? Math.min(bits, ANOTHER_NAME) : bits;
}

/** Levels that contradict, whatever they weigh. */
const DIFFERS: Partial<Record<Field, readonly number[]>> = {
  name: [9, 10, 12],
  employer: [EMPLOYER_DIFFERS],
  place: [PLACE_DIFFERS, 2],
  website: [5],
};

const SHOWN = {
  name: 'name',
  handle: 'handle',
  mailbox: 'e-mail',
  employer: 'employer',
  website: 'website',
  place: 'location',
  title: 'title',
} as const satisfies Record<Field, Evidence['field']>;

const round = (bits: number) => Number(bits.toFixed(2));

/** An organisation is nobody, whatever it shares with the contact. */
const NO_PERSON = -40;

/** An account or page of the contact's employer is the company, not the person. */
function speaksForEmployer(scene: Scene, profile: Profile): readonly Evidence[] | undefined {
  if (speaksForContact(scene, profile)) return undefined;
  const { name, url } = profile;
  const outcome = agreement.employer(scene.contact.company, name);
  if (outcome !== 'same' && outcome !== 'compatible') return undefined;
  const says = `This speaks for ${name ?? 'a company'}, the contact's employer, not for a person.`;
  return [{ tier: 'differs', field: 'name', says, url, bits: NO_PERSON }];
}
