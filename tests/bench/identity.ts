import { findCandidates, judge } from '../../src/core/identity/matcher/match.ts';
import type { MatchContact } from '../../src/core/identity/matcher/match.ts';
import { SHIPPED } from '../../src/core/identity/matcher/shipped.ts';
import { nameWords } from '../../src/core/identity/matcher/folding.ts';
import type { ProfileText } from '../../src/core/identity/matcher/traits.ts';
import { isFreemail } from '../../src/core/identity/domains.ts';
import { round } from './ratio.ts';
import type { Ratio } from './ratio.ts';

const PEOPLE = 5_000;
const GIVEN =
  'ada bo carol dora emil fred greta hugo ines jon kira lars mona nils olga paul rosa sven tara ulf'.split(
    ' ',
  );
const FAMILY =
  'quist ruiz moe falk hass berg dahl lund storm vik nord holm stark roth wolf haas kern lang'.split(' ');

/** The matcher against the naive rule people write first (exact first and last name), on generated people; contacts a second. */
export function benchIdentity(): Promise<Ratio> {
  const { contacts, profiles } = generated();
  const ours = perSecond(() => judge(findCandidates(contacts, profiles, isFreemail), SHIPPED).matches.length);
  const theirs = perSecond(() => exactNames(contacts, profiles));
  return Promise.resolve({
    name: 'contacts matched a second / by exact first and last name',
    ...{ ours: round(ours, 0), theirs: round(theirs, 0), unit: 'contacts/s', ratio: round(ours / theirs, 4) },
    notes: { profiles: profiles.length },
  });
}

function perSecond(work: () => number): number {
  const from = performance.now();
  if (work() < 0) throw new Error('unreachable');
  return PEOPLE / ((performance.now() - from) / 1000);
}

function exactNames(contacts: readonly MatchContact[], profiles: readonly ProfileText[]): number {
  const byName = Map.groupBy(profiles, (one) => nameWords(one.name ?? '').join(' '));
  return contacts.filter((one) => byName.has(nameWords(one.name ?? '').join(' '))).length;
}

function generated(): {
  readonly contacts: readonly MatchContact[];
  readonly profiles: readonly ProfileText[];
} {
  let seed = 7;
  const pick = (words: readonly string[]) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return words[seed % words.length] ?? '';
  };
  const contacts: MatchContact[] = [];
  const profiles: ProfileText[] = [];
  for (let i = 0; i < PEOPLE; i++) {
    const [given, family] = [pick(GIVEN), pick(FAMILY) + pick(FAMILY)];
    contacts.push({
      name: `${given} ${family}`,
      email: `${given}.${family}@mail.example`,
      company: `${pick(FAMILY)} labs`,
    });
    for (const network of ['bluesky', 'github', 'x', 'linkedin']) {
      profiles.push({
        network,
        handle: `${given}${pick(['', '.', '_'])}${family}`,
        name: `${given} ${family}`,
        bio: `at ${pick(FAMILY)} labs`,
      });
    }
  }
  return { contacts, profiles };
}
