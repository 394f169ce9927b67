import type { Link } from '../../src/core/identity/link.ts';
import type { IntentName } from '../../src/core/conversation/intent/intents.ts';
import { NetworkId } from '../../src/core/ids.ts';
import type { ReadPost, RecordFacts, ScoredProfile } from '../../src/core/record/facts.ts';
import { NOW, contact, link, post, profile } from './hand-made.ts';

/** Somebody fictional of whom very much is known: forty profiles, five hundred posts, a surge on every other profile. */

const NETWORKS = [
  ...['bluesky', 'github', 'website', 'gravatar', 'mastodon', 'devto', 'discourse', 'hackernews'],
  ...['stackexchange', 'youtube', 'wikidata', 'telegram', 'discord', 'slack'],
].map((id) => NetworkId.parse(id));
const POSTS = 500;
/** As many as the store gives. */
const NEWEST = 20;

const WHO = contact('140', 'Nadia Ferreira-Okonkwo', {
  company: 'Brightwater Labs',
  title: 'Director of Developer Relations and Community Programmes',
  location: 'Porto, Portugal',
});

const OPENINGS = [
  ['Three weeks and still no answer from support about', ['complaint', 'churn']],
  ['Does the team plan include', ['purchase']],
  ['New episode is up, this time on', []],
  ['Thank you to whoever sorted out', ['praise']],
  ['It would help our whole guild to see', ['feature']],
] as const satisfies readonly (readonly [string, readonly IntentName[]])[];
const MATTERS = [
  'single sign-on for forty volunteer moderators across time zones',
  'the nightly export, which stops halfway through the archive of 2019',
  'replaying webhooks from the log after a provider was down all weekend',
  'a keyboard path through the moderation queue, with the screen reader on',
  'invoices in two currencies when the sponsor sits in Oslo',
  'the badge printer at our autumn meeting in Porto',
  'reading receipts, and whether anybody really wants them',
] as const;

const statusOf = (n: number): Link['status'] =>
  n < 2 ? 'confirmed' : n < 28 ? 'auto' : n < 36 ? 'suggested' : 'rejected';

/** A profile of hers; the first are those of which the most is known. */
function account(n: number): ScoredProfile {
  const network = NETWORKS[n % NETWORKS.length] ?? NETWORKS[0];
  return profile(String(network), `nadia-${n}`, `nadia${n === 0 ? '' : n}.example`, {
    name: 'Nadia Ferreira-Okonkwo',
    bio: `Community at Brightwater Labs. Account ${n + 1}: talks, recordings and office hours.`,
    employer: 'Brightwater Labs',
    location: 'Porto',
    counts: { followers: 40_000 - n * 900 },
    ...(n < 28 ? { influence: influenceOf(n) } : {}),
  });
}

const influenceOf = (n: number): NonNullable<ScoredProfile['influence']> => ({
  ...{ known: true, percentile: 96 - n * 2, interval: [90 - n * 2, 99 - n * 2], among: 2400 },
  because: [
    { part: 'reach', says: `${40_000 - n * 900} followers`, percentile: 96 - n * 2 },
    { part: 'resonance', says: 'Her posts get 3 × the usual replies', percentile: 91 },
  ],
});

function linkTo(to: ScoredProfile, n: number): Link {
  const made = link(WHO, to, statusOf(n), 0.999 - n / 50, [
    { tier: 'stated', field: 'website', says: `Her website names ${to.handle}.`, url: to.url, bits: 9 },
    { tier: 'agrees', field: 'employer', says: 'Both name Brightwater Labs.', bits: 6 },
    ...(n < 28
      ? []
      : [{ tier: 'differs', field: 'location', says: 'Lisbon is not Porto.', bits: -3 } as const]),
  ]);
  return n < 2 ? { ...made, decidedBy: 'ada@acme.example' } : made;
}

function said(by: ScoredProfile, n: number): ReadPost {
  const [opening, wants] = OPENINGS[n % OPENINGS.length] ?? OPENINGS[2];
  const intents = wants.map((label) => ({ label, probability: 0.9, because: [] }));
  const reading = {
    ...{ model: 't', language: { tag: 'en', probability: 0.99 } },
    ...(intents.length > 0 && { intents }),
  };
  const text = `${opening} ${MATTERS[n % MATTERS.length] ?? ''}.`;
  return post(by, `p${n}`, n * 3 + 1, text, { reading, counts: { likes: n, replies: 3 } });
}

export function veryMuch(): RecordFacts {
  const profiles = Array.from({ length: 40 }, (_, n) => account(n));
  const live = profiles.slice(0, 28);
  const posts = Array.from({ length: POSTS }, (_, n) => said(live[n % 28] ?? account(0), n));
  const at = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);
  return {
    ...{ contact: WHO, sample: true, profiles, links: profiles.map(linkTo), posts: posts.slice(0, NEWEST) },
    asked: NETWORKS.map((network, n) => ({ network, at: at(n), outcome: n === 3 ? 'trouble' : 'found' })),
    jobs: live.slice(0, 4).map(({ network, id }, n) => ({
      ...{ network, id },
      jobs: [
        { since: at(900), employer: 'Old Orchard' },
        { since: at(20 + n), employer: `Northwind ${['Labs', 'Foods', 'Press', 'Rail'][n]}` },
      ],
    })),
    spikes: live.map(({ network, id, url }, n) => ({
      ...{
        network,
        id,
        at: at(n + 2),
        level: 'warn',
        measure: 'negative',
        hours: 1,
        observed: 40,
        expected: 4,
      },
      ...{ url: `${url}/post/surge`, about: 'Brightwater outage' },
    })),
  };
}
