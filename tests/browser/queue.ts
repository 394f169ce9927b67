import type { Evidence } from '../../src/core/identity/evidence.ts';
import { probabilityOf } from '../../src/core/identity/judgement.ts';
import type { RecordFacts } from '../../src/core/record/facts.ts';
import { contact, link, profile } from './hand-made.ts';

/** Fictional people whose one candidate Kith is unsure of: a review queue of any length, always the same. */

const GIVEN = ['Amara', 'Björn', 'Chiara', 'Dmitri', 'Eleni', 'Farid', 'Greta', 'Hugo', 'Ilse', 'Jonas'];
const FAMILY = ['Achterberg', 'Bellini', 'Castellanos', 'Dahl', 'Eriksen', 'Fontaine', 'Grünwald'];
const WORKS = [
  ['Fjordline Systems', 'Gothenburg, Sweden', 'Göteborg'],
  ['Brightwater Labs', 'Leeds, United Kingdom', 'Leeds'],
  ['Norte Logistics', 'Porto, Portugal', 'Porto, PT'],
  ['Lumen Health', 'Chicago, IL', 'Chicago'],
] as const;
const TITLES = ['Head of Platform', 'Buyer', 'Support Lead', 'Site Reliability Engineer', 'Founder'];
const NETWORKS = ['bluesky', 'github', 'gravatar'] as const;

const START = {
  says: 'Before looking at any field: how often a profile found like this turns out to be the person.',
  bits: -9.4,
};

const at = <T>(list: readonly [T, ...T[]] | readonly T[], n: number): T => list[n % list.length] as T;

/** The contact `501`, `502`, … of the queue; the earlier one is asked about first. */
function asked(n: number): RecordFacts {
  const [given, family] = [at(GIVEN, n), at(FAMILY, n)];
  const [company, location, shown] = at(WORKS, n);
  const name = `${given} ${family}`;
  const handle = `${given}.${family}${n % 3 === 0 ? n : ''}`.toLowerCase();
  const who = contact(String(501 + n), name, {
    ...{ company, location, title: at(TITLES, n) },
    emails: [`${given}.${family}@work${n % 4}.example`.toLowerCase()],
    ...(n % 2 === 0 && { website: `https://${family.toLowerCase()}.example` }),
  });
  const moved = n % 5 === 4;
  const theirs = profile(at(NETWORKS, n), `candidate-${n}`, handle, {
    name: n % 6 === 5 ? `${given.charAt(0)}. ${family}` : name,
    employer: moved ? 'Hagen & Daughters Shipyard' : company,
    location: n % 7 === 6 ? 'Tromsø, Norway' : shown,
    bio: `${at(TITLES, n)}. Long winters, short meetings. Words are my own.`,
    counts: { followers: 37 * (n + 1) },
    ...(n % 2 === 0 && { title: at(TITLES, n) }),
  });
  const evidence = weighed(name, company, moved, n);
  const probability = probabilityOf(START.bits, evidence);
  const suggested = { ...link(who, theirs, 'suggested', probability, evidence), start: START };
  return {
    ...{ contact: who, sample: true, posts: [], asked: [], jobs: [] },
    links: [{ ...suggested, asking: 1000 - n }],
    profiles: [theirs],
  };
}

function weighed(name: string, company: string, moved: boolean, n: number): Evidence[] {
  const employer: Evidence = moved
    ? {
        tier: 'differs',
        field: 'employer',
        says: `The profile works at Hagen & Daughters Shipyard; the contact at ${company}.`,
        bits: -2.6,
      }
    : { tier: 'agrees', field: 'employer', says: `Both work at ${company}.`, bits: 4.2 };
  return [
    {
      tier: 'agrees',
      field: 'name',
      says: `Both are ${name}, a name nobody else is known by there.`,
      bits: moved ? 9.9 : 7.7,
    },
    employer,
    {
      tier: 'agrees',
      field: 'title',
      says: `The profile gives the same title, ${at(TITLES, n)}.`,
      bits: 2.3,
    },
    { tier: 'agrees', field: 'handle', says: 'The handle is the name written together.', bits: 1.6 },
    ...(moved ? [] : DOUBTS),
  ];
}

const DOUBTS: readonly Evidence[] = [
  {
    tier: 'differs',
    field: 'rivals',
    says: 'Another profile may be them instead: somebody.else.',
    url: 'https://bluesky.example/somebody.else',
    bits: -2.2,
  },
  { tier: 'differs', field: 'age', says: 'The account was opened 12 days before it was read.', bits: -1 },
];

export const queueOf = (length: number): readonly RecordFacts[] => Array.from({ length }, (_, n) => asked(n));
