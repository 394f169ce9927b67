import type { MappableFact, Mapping } from '../governance/settings.ts';
import type { ScoredProfile } from './facts.ts';
import { inOrder, isLive } from './profiles.ts';
import type { Linked } from './profiles.ts';

/** A fact of the record with where it was read. */
export interface MappedFact {
  readonly value: string;
  readonly network: string;
  readonly url: string;
}

const FACTS = {
  company: ({ employer }) => employer,
  title: ({ title }) => title,
  place: ({ location }) => location,
  website: ({ states }) => states.find(({ url }) => HOME_PAGE.test(url))?.url,
  bio: ({ bio }) => bio,
  handle: ({ handle }) => handle,
  influence: ({ influence }) => (influence?.known ? String(influence.percentile) : undefined),
} as const satisfies Record<MappableFact, (profile: ScoredProfile) => string | undefined>;

/** What a profile says of itself, in one line; undefined where it does not. */
export function factOf(fact: MappableFact, profile: ScoredProfile): string | undefined {
  return line(FACTS[fact](profile));
}

/** A page of one's own is a host without a path; profiles on networks have one. */
const HOME_PAGE = /^https?:\/\/[^/?#]+\/?$/;

/** CRM text fields of the plain kind hold so much. */
const LINE = 250;

/**
 * What a mapping wants in its field: of the linked profiles that know the fact, the surest one's; in the mode `link`
 * the address of that profile. Undefined when none knows it.
 */
export function factFor(
  { fact, network, mode }: Omit<Mapping, 'field'>,
  all: readonly Linked[],
): MappedFact | undefined {
  const speaking = inOrder(all.filter(isLive)).filter(
    ({ profile }) =>
      profile.standing === 'active' &&
      !profile.reserved &&
      (network === undefined || profile.network === network),
  );
  for (const { profile } of speaking) {
    const value = factOf(fact, profile);
    if (value !== undefined) {
      return { value: mode === 'link' ? profile.url : value, network: profile.network, url: profile.url };
    }
  }
  return undefined;
}

function line(text: string | undefined): string | undefined {
  const flat = text?.replace(/\s+/g, ' ').trim() ?? '';
  return flat === '' ? undefined : [...flat].slice(0, LINE).join('');
}
