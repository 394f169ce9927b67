import { keyOf } from '../profile.ts';
import type { Profile } from '../profile.ts';
import type { Evidence, Start } from './evidence.ts';
import type { Verdict } from './link.ts';
import { nameAgreement } from './name-agreement.ts';
import { titleOf } from './statements.ts';
import type { Scene } from './statements.ts';

/** A profile and all that speaks for and against it, but for those that compete with it. */
export interface Weighed {
  readonly profile: Profile;
  readonly start: Start;
  readonly evidence: readonly Evidence[];
}

/** A person has one profile on a network, as a rule; one that is proven or confirmed leaves others this little room. */
const SURE_BITS = 7;
const MOST_BITS = 60;

/**
 * What each profile's rivals on its network take from it: the candidates of one contact compete, and "none of these"
 * competes with them at zero bits. A profile that a person said is somebody else's competes no more.
 * @returns evidence by the profile's key; none where nothing competes.
 */
export function againstRivals(
  scene: Scene,
  weighed: readonly Weighed[],
  wordOn: (profile: Profile) => Verdict['says'] | undefined,
): ReadonlyMap<string, readonly Evidence[]> {
  const odds = new Map(weighed.map((one) => [one, oddsOf(one, wordOn(one.profile))]));
  const found = new Map<string, readonly Evidence[]>();
  for (const group of Map.groupBy(weighed, ({ profile }) => profile.network).values()) {
    for (const one of group) {
      const others = group.filter((other) => other !== one && (odds.get(other) ?? 0) > 0);
      const taken = Math.log2(1 + others.reduce((sum, other) => sum + (odds.get(other) ?? 0), 0));
      found.set(keyOf(one.profile), evidenceOf(scene, one, others, odds, 0 - Number(taken.toFixed(2))));
    }
  }
  return found;
}

function oddsOf({ start, evidence }: Weighed, word: Verdict['says'] | undefined): number {
  if (word === 'rejected') return 0;
  const bits = evidence.reduce((sum, one) => sum + (one.bits ?? 0), start.bits);
  const sure = word === 'confirmed' || evidence.some(({ tier }) => tier === 'verified');
  return 2 ** Math.min(MOST_BITS, sure ? Math.max(bits, SURE_BITS) : bits);
}

/** What takes less than this is not worth a line. */
const WORTH_SAYING = 0.1;

function evidenceOf(
  scene: Scene,
  one: Weighed,
  others: readonly Weighed[],
  odds: ReadonlyMap<Weighed, number>,
  bits: number,
): readonly Evidence[] {
  const title = titleOf(scene, one.profile);
  const names = scene.namesOf(one.profile);
  const onlyName = one.evidence.every(({ tier, field }) => tier === 'differs' || NAMES.has(field));
  if (onlyName && (names === 'same' || names === 'compatible')) {
    const says = `Only a name led here; nothing on either side names the other.${crowd(scene, one, others, title)}`;
    return [{ tier: 'differs', field: 'namesakes', says, bits }];
  }
  if (bits > -WORTH_SAYING) return [];
  const [first] = others.toSorted((a, b) => (odds.get(b) ?? 0) - (odds.get(a) ?? 0));
  const handle = first?.profile.handle ?? '';
  const says = `Another ${title} profile may be them instead: ${handle}.`;
  return [{ tier: 'differs', field: 'rivals', says, ...(first && { url: first.profile.url }), bits }];
}

const NAMES: ReadonlySet<Evidence['field']> = new Set(['name', 'handle']);

function crowd(scene: Scene, one: Weighed, others: readonly Weighed[], title: string): string {
  const own = scene.nameOf(one.profile);
  const alike = others.filter(({ profile }) => nameAgreement(scene.nameOf(profile), own) === 'same').length;
  if (alike === 0) return '';
  return alike === 1
    ? ` Another profile on ${title} carries it too.`
    : ` ${alike} other profiles on ${title} carry it too.`;
}
