import type { Evidence } from '../identity/evidence.ts';
import type { Link } from '../identity/link.ts';
import { keyOf } from '../profile.ts';
import type { RecordFacts, ScoredProfile } from './facts.ts';
import type { RecordProfile } from './record.ts';

export interface ViewContext {
  /** Network id → the name people know it by. */
  readonly titles: ReadonlyMap<string, string>;
  readonly now: Date;
  /** Networks whose terms ask for a person's consent → the clause that says so. */
  readonly consentClauses?: ReadonlyMap<string, string>;
}

export interface Linked {
  readonly link: Link;
  readonly profile: ScoredProfile;
}

/** Links with their profiles; a link whose profile is not stored shows nothing and is left out. */
export function linked(facts: RecordFacts): readonly Linked[] {
  const profiles = new Map(facts.profiles.map((profile) => [keyOf(profile), profile]));
  return facts.links.flatMap((link) => {
    const profile = profiles.get(keyOf({ network: link.network, id: link.profile }));
    return profile ? [{ link, profile }] : [];
  });
}

export const isLive = ({ link }: Linked) => link.status === 'auto' || link.status === 'confirmed';
export const isSuggested = ({ link }: Linked) => link.status === 'suggested';

/** Refused, and worth showing: a person refused it, or something spoke for it. Whoever only stood in the way is left out. */
export function isRefused({ link }: Linked): boolean {
  return link.status === 'rejected' && (link.decidedBy !== 'Kith' || link.evidence.some(speaksFor));
}

const speaksFor = ({ tier }: Evidence) => tier !== 'differs';

const STANDING = { confirmed: 0, auto: 1, suggested: 2, rejected: 3 } as const satisfies Record<
  Link['status'],
  number
>;

/** Most useful first: the surest, then those with the most to say; stable to the last. */
export function inOrder(all: readonly Linked[]): readonly Linked[] {
  const rank = ({ link, profile }: Linked) =>
    [STANDING[link.status], -link.probability, -(profile.counts.followers ?? 0)] as const;
  return all.toSorted((a, b) => {
    const [x, y] = [rank(a), rank(b)];
    const first = x.findIndex((value, i) => value !== y[i]);
    if (first >= 0) return (x[first] ?? 0) - (y[first] ?? 0);
    return keyOf(a.profile) < keyOf(b.profile) ? -1 : 1;
  });
}

export function profileView(one: Linked, { titles }: ViewContext): RecordProfile {
  const { link, profile } = one;
  const { counts, standing, provenance } = profile;
  // What was learnt of a profile while it was linked is shown as long as it is.
  const { influence, engagers } = isLive(one) ? profile : {};
  const known = {
    name: profile.name,
    bio: profile.bio,
    location: profile.location,
    employer: profile.employer,
  };
  return {
    network: profile.network,
    networkTitle: titles.get(profile.network) ?? profile.network,
    id: profile.id,
    handle: profile.handle,
    url: profile.url,
    ...present({ ...known, avatar: profile.avatar, followers: counts.followers, influence }),
    ...(engagers && { engagers: [...engagers] }),
    standing,
    link: {
      status: link.status,
      probability: link.probability,
      decidedBy: link.decidedBy,
      because: because(link),
      ...present({ start: link.start }),
      evidence: link.evidence.filter(speaksFor),
      counterEvidence: link.evidence.filter(({ tier }) => tier === 'differs'),
    },
    fetchedAt: provenance.fetchedAt.toISOString(),
  };
}

/** One line: what decided. A person's word first, then what speaks loudest on the side of the decision. */
export function because({ status, decidedBy, evidence }: Link): string {
  if (decidedBy !== 'Kith')
    return `${decidedBy} ${status === 'confirmed' ? 'confirmed it' : 'said this is not them'}.`;
  const against = evidence.filter(({ tier }) => tier === 'differs');
  if (status === 'rejected') return against.map(({ says }) => says).join(' ') || 'Nothing speaks for it.';
  const [strongest] = evidence.filter(speaksFor);
  const doubt = status === 'suggested' && against[0] ? ` But: ${against[0].says}` : '';
  return strongest ? strongest.says + doubt : 'Nothing is known for or against it.';
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Without what is unknown: absent, not empty. */
export function present<T extends object>(fields: T): Present<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<T>;
}
