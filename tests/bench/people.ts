import { readFileSync } from 'node:fs';
import { ContactId } from '../../src/core/ids.ts';
import type { Contact } from '../../src/core/contact.ts';
import type { Profile } from '../../src/core/profile.ts';
import { contact, profile } from '../support/people.ts';

export const NETWORKS = ['bluesky', 'github', 'mastodon', 'website'] as const;
const TOWNS =
  'Oslo Bergen London Leeds Paris Lyon Berlin Köln Austin Boston Denver Seattle Toronto Madrid Milan Porto'.split(
    ' ',
  );
const SYLLABLES =
  'an bar cor dal eng fal gar hol in jor kel lund mor nor ost par quist rud sen tor ul vik wal yr zan'.split(
    ' ',
  );

/** Random numbers from a seed (Marsaglia's xorshift): the same people on every machine. */
export function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** Picks by Zipf–Mandelbrot frequency, as names are spread: the first is the commonest. */
function zipf(words: readonly string[], offset: number): (random: () => number) => string {
  const sums: number[] = [];
  words.reduce((sum, _, rank) => (sums[rank] = sum + 1 / (rank + offset)), 0);
  const all = sums.at(-1) ?? 0;
  return (random) => {
    const at = random() * all;
    let [low, high] = [0, sums.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    return words[low] ?? '';
  };
}

const nicknames = JSON.parse(
  readFileSync(new URL('../../src/core/identity/matcher/nicknames.json', import.meta.url), 'utf8'),
) as Readonly<Record<string, string>>;
// Real given names, so that their other forms are looked for too. The commonest family name is carried by one in 160.
const given = zipf(Object.keys(nicknames), 6);
const families = Array.from({ length: 50_000 }, (_, n) => familyOf(n));
const family = zipf(families, 20);
const employer = zipf(
  Array.from({ length: 20_000 }, (_, n) => `${capital(familyOf(n * 7))} ${n % 3 === 0 ? 'Labs' : 'Group'}`),
  50,
);

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

function familyOf(n: number): string {
  const [a, b, c] = [n % 25, Math.floor(n / 25) % 25, Math.floor(n / 625)];
  return `${SYLLABLES[a] ?? ''}${SYLLABLES[b] ?? ''}${c === 0 ? '' : (SYLLABLES[c % 25] ?? '')}${c < 25 ? '' : (SYLLABLES[Math.floor(c / 25)] ?? '')}`;
}

export interface Person {
  readonly given: string;
  readonly family: string;
  readonly employer: string;
  readonly town: string;
}

export function person(random: () => number): Person {
  const town = TOWNS[Math.floor(random() * TOWNS.length)] ?? '';
  return { given: given(random), family: family(random), employer: employer(random), town };
}

const HANDLES: readonly ((p: Person, n: number) => string)[] = [
  (p) => `${p.given}${p.family}`,
  (p) => `${p.given}.${p.family}`,
  (p) => `${p.given.slice(0, 1)}${p.family}`,
  (p, n) => `${p.given}${n % 100}`,
  (p, n) => `${p.family}${n % 1000}`,
  (_, n) => `user${n}`,
];

/** The account of a person on one network: a third says where they work, a half where they live. */
export function accountOf(one: Person, n: number, random: () => number): Profile {
  const network = NETWORKS[n % NETWORKS.length] ?? 'bluesky';
  const handle = (HANDLES[Math.floor(random() * HANDLES.length)] ?? HANDLES[0])?.(one, n) ?? '';
  return profile(network, `did:plc:${n.toString(36).padStart(24, '0')}`, {
    handle,
    name: random() < 0.9 ? `${capital(one.given)} ${capital(one.family)}` : capital(one.given),
    bio:
      random() < 0.35
        ? `Engineer at ${one.employer}. Coffee, trains, open source.`
        : 'Coffee, trains, open source.',
    ...(random() < 0.5 ? { location: one.town } : {}),
    counts: { followers: Math.floor(10 ** (random() * 4)) },
  });
}

export function contactOf(one: Person, n: number): Contact {
  const domain = one.employer.toLowerCase().replaceAll(' ', '-');
  return contact({
    id: ContactId.parse(String(n)),
    name: `${capital(one.given)} ${capital(one.family)}`,
    emails: [`${one.given}.${one.family}@${domain}.example`],
    company: one.employer,
    location: one.town,
  });
}
