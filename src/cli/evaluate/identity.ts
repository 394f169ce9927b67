import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { isFreemail } from '../../core/identity/domains.ts';
import { factsOf } from '../../core/identity/matcher/facts.ts';
import { learn } from '../../core/identity/matcher/learn.ts';
import type { Label } from '../../core/identity/matcher/learn.ts';
import { ProfileIndex } from '../../core/identity/matcher/profile-index.ts';
import { contactTraits, profileTraits } from '../../core/identity/matcher/traits.ts';
import { matchAll } from '../../core/identity/matcher/match.ts';
import type { Match } from '../../core/identity/matcher/match.ts';
import { MatchModel } from '../../core/identity/matcher/model.ts';
import shipped from '../../core/identity/matcher/shipped-model.json' with { type: 'json' };
import { calibrationError, digits, scoreAt, sweep } from './measure.ts';
import type { Judged, Score } from './measure.ts';

const text = z.string().default('');
const ContactRow = z.object({
  id: z.string(),
  name: text,
  email: text,
  company: text,
  title: text,
  location: text,
});
const ProfileRow = z.object({
  id: z.string(),
  network: z.string(),
  handle: z.string(),
  display_name: text,
  bio: text,
  location: text,
  website: text,
});
const TruthRow = z.object({ contact_id: z.string(), profile_id: z.string() });

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

/** From which probability a link is made, and from which it is suggested. */
const AUTOMATIC = 0.99;
const SUGGESTED = 0.6;

/** Learns the weights of the linkage model from labelled data in the same layout; the model as it is shipped. */
export function trainIdentity(directory: string, version: string): MatchModel {
  const contacts = rows(directory, 'contacts.csv', ContactRow).map((row) => ({
    ...row,
    traits: contactTraits(row, isFreemail),
  }));
  const profiles = rows(directory, 'profiles.csv', ProfileRow);
  const truth = new Set(rows(directory, 'truth.csv', TruthRow).map((t) => `${t.contact_id}|${t.profile_id}`));
  const index = new ProfileIndex();
  for (const { traits } of contacts) index.addContact(traits);
  for (const profile of profiles) index.add(profileTraits({ ...profile, name: profile.display_name }));
  const labels = contacts.flatMap(({ id, traits }) =>
    [...index.candidates(traits)].flatMap((number): Label[] => {
      const profile = index.profiles[number];
      const same = truth.has(`${id}|${profiles[number]?.id}`);
      return profile ? [{ pair: factsOf(traits, profile, index), same }] : [];
    }),
  );
  return learn(labels, version);
}

/**
 * Runs the matcher over labelled data: `contacts.csv`, `profiles.csv`, `truth.csv` in one directory.
 * @throws Error that names the file and the column at fault.
 */
export function evaluateIdentity(directory: string): IdentityScores {
  const contacts = rows(directory, 'contacts.csv', ContactRow);
  const profiles = rows(directory, 'profiles.csv', ProfileRow);
  const truth = new Set(rows(directory, 'truth.csv', TruthRow).map((t) => `${t.contact_id}|${t.profile_id}`));
  const start = performance.now();
  const matches = matchAll(
    contacts,
    profiles.map((p) => ({ ...p, name: p.display_name })),
    MatchModel.parse(shipped),
    isFreemail,
  );
  const seconds = (performance.now() - start) / 1000;
  const isTrue = (m: Match) => truth.has(`${contacts[m.contact]?.id}|${profiles[m.profile]?.id}`);
  const judged = matches.map((m): Judged => ({ probability: m.probability, same: isTrue(m) }));
  return {
    automatic: scoreAt(judged, truth.size, AUTOMATIC),
    suggested: scoreAt(judged, truth.size, SUGGESTED),
    ...sweep(judged, truth.size, [0.9, 0.95, 0.99]),
    ece: calibrationError(judged),
    rank1: firstRanks(matches, contacts, profiles, truth),
    pairs: matches.length,
    seconds: digits(seconds),
    peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

/** Of the contacts that have a profile on a network, the share whose likeliest candidate there is right. */
function firstRanks(
  matches: readonly Match[],
  contacts: readonly { id: string }[],
  profiles: readonly { id: string; network: string }[],
  truth: ReadonlySet<string>,
): Readonly<Record<string, number>> {
  const best = new Map<string, Match>();
  for (const match of matches) {
    const key = `${contacts[match.contact]?.id}|${match.network}`;
    if (match.bits > (best.get(key)?.bits ?? -Infinity)) best.set(key, match);
  }
  const networkOf = new Map(profiles.map((p) => [p.id, p.network]));
  const wanted = new Map<string, Set<string>>();
  for (const pair of truth) {
    const [contact = '', profile = ''] = pair.split('|');
    const network = networkOf.get(profile);
    if (network) wanted.set(network, (wanted.get(network) ?? new Set()).add(contact));
  }
  const share = (network: string, ids: ReadonlySet<string>) => {
    const right = [...ids].filter((contact) => {
      const first = best.get(`${contact}|${network}`);
      return first && truth.has(`${contact}|${profiles[first.profile]?.id}`);
    });
    return digits(right.length / ids.size);
  };
  return Object.fromEntries([...wanted].toSorted().map(([network, ids]) => [network, share(network, ids)]));
}

function rows<T extends z.ZodType>(directory: string, file: string, row: T): readonly z.output<T>[] {
  const path = join(directory, file);
  const parsed: unknown[] = parse(readFileSync(path), {
    columns: true,
    bom: true,
    skip_empty_lines: true,
    relax_column_count: true,
  });
  return parsed.map((one, i) => {
    const read = row.safeParse(one);
    if (read.success) return read.data;
    throw new Error(`${path}, row ${i + 2}: ${z.prettifyError(read.error)}`);
  });
}
