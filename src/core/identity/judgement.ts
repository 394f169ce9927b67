import type { Agreement } from './name-agreement.ts';
import type { Evidence } from './evidence.ts';
import type { Link } from './link.ts';

/** A link is made without asking from here on, and a person is asked from there on. */
export const AUTOMATIC = 0.99;
export const SUGGESTED = 0.6;

/** No set of people's answers so far is large enough to claim more without a proof. */
const MOST = 0.998;
const PROVEN = 0.999;

/**
 * What the evidence comes to. Linked without asking: what is verified, or what is at least 99 % likely by two fields
 * that do not depend on each other. Never without the name, and never by the word alone of a profile that was only just
 * opened: whoever copies a person has to begin somewhere. A name alone is asked about at most, and refused when anything else
 * speaks against it.
 */
export function judge(
  start: number,
  evidence: readonly Evidence[],
  names: Agreement,
): Pick<Link, 'status' | 'probability'> {
  const verified = evidence.some(({ tier }) => tier === 'verified');
  if (verified && names !== 'different') return { status: 'auto', probability: PROVEN };
  const probability = Math.min(probabilityOf(start, evidence), MOST);
  const fields = independent(evidence);
  const nameAlone = fields < 2 && evidence.some(contradicts);
  if (probability < SUGGESTED || nameAlone) return { status: 'rejected', probability };
  const vouched = evidence.some(({ tier, field }) => tier === 'stated' && field === 'address');
  const young = !vouched && evidence.some(({ field }) => field === 'age');
  const named = names === 'same' || names === 'compatible';
  const auto = probability >= AUTOMATIC && fields >= 2 && named && !young;
  return { status: auto ? 'auto' : 'suggested', probability };
}

/** Another employer, another place; not that there are others of the name. */
const contradicts = ({ tier, field }: Evidence) =>
  tier === 'differs' && (field === 'employer' || field === 'location' || field === 'website');

/** Bits are log-odds: those of the start and of all reasons together. */
export function probabilityOf(start: number, evidence: readonly Evidence[]): number {
  const bits = evidence.reduce((sum, one) => sum + (one.bits ?? 0), start);
  return 1 / (1 + 2 ** -bits);
}

/** What agrees by less than this is no reason of its own. */
const TELLING = 1;

/** How many fields speak for it that are not written from each other. */
export function independent(evidence: readonly Evidence[]): number {
  const telling = evidence.filter(({ tier, bits }) => tier !== 'differs' && (bits ?? 0) >= TELLING);
  return new Set(telling.map(sourceOf)).size;
}

/** A handle is made from the name, and so is a mail address that a handle resembles. */
function sourceOf({ tier, field }: Evidence): string {
  const fromName = field === 'handle' || (field === 'e-mail' && tier === 'agrees');
  return fromName ? 'name' : field;
}
