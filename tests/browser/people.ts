import type { RecordFacts } from '../../src/core/record/facts.ts';
import { NetworkId } from '../../src/core/ids.ts';
import { NOW, contact, link, post, profile } from './hand-made.ts';

/** Fictional people for the panel: one in full, with a refused namesake; one of hostile text; several plain ones. */

const at = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);
const network = (id: string) => NetworkId.parse(id);

function mara(): RecordFacts {
  const who = contact('101', 'Mara Lindqvist', {
    company: 'Fjordline Systems',
    title: 'Head of Platform',
    location: 'Gothenburg, Sweden',
    website: 'https://mara.example',
    emails: ['mara@fjordline.example'],
  });
  const sky = profile('bluesky', 'did:plc:mara/1', 'mara.example', {
    name: 'Mara Lindqvist',
    bio: 'Platform engineering at Fjordline. Ferries, Postgres and long winters. She/her.',
    employer: 'Fjordline Systems',
    location: 'Göteborg',
    counts: { followers: 4321 },
    domain: 'mara.example',
    influence: {
      known: true,
      percentile: 87,
      interval: [79, 93],
      among: 212,
      because: [
        { part: 'reach', says: '4,321 followers: more than 87 of 100 known there', percentile: 87 },
        { part: 'resonance', says: 'Her posts get 3 × the usual replies', percentile: 91 },
      ],
    },
  });
  const hub = profile('github', '583231', 'maralind', {
    name: 'Mara L.',
    bio: 'Maintainer of pg-tide.',
    counts: { followers: 212 },
    influence: { known: false, says: 'Too few profiles are known here to say how far this one reaches.' },
  });
  const maybe = profile('gravatar', 'a1b2', 'maralindqvist', { name: 'Mara Lindqvist', location: 'Sweden' });
  const twin = profile('bluesky', 'did:plc:twin', 'mara-lindqvist.example', {
    name: 'Mara Lindqvist',
    bio: 'Ceramics and birds. Tromsø.',
    location: 'Tromsø, Norway',
    counts: { followers: 96 },
  });
  return {
    contact: who,
    sample: true,
    jobs: [],
    links: [
      link(who, sky, 'auto', 0.998, [
        {
          tier: 'verified',
          field: 'website',
          says: 'mara.example links to this profile, and the profile links back',
          url: 'https://mara.example',
          bits: 12,
        },
        { tier: 'agrees', field: 'employer', says: 'Both name Fjordline Systems', bits: 6 },
      ]),
      link(who, hub, 'auto', 0.97, [
        {
          tier: 'stated',
          field: 'address',
          says: 'Her Bluesky profile names this GitHub account',
          url: 'https://bluesky.example/mara.example',
          bits: 8,
        },
      ]),
      link(who, maybe, 'suggested', 0.62, [
        { tier: 'agrees', field: 'name', says: 'The names are the same', bits: 5 },
        { tier: 'differs', field: 'namesakes', says: 'Three people of this name are known', bits: -2 },
      ]),
      link(who, twin, 'rejected', 0.04, [
        { tier: 'agrees', field: 'name', says: 'The names are the same', bits: 5 },
        { tier: 'differs', field: 'location', says: 'Tromsø is not Gothenburg', bits: -4 },
        {
          tier: 'differs',
          field: 'website',
          says: 'The profile links to another Mara’s shop',
          url: 'https://birds.example',
          bits: -6,
        },
      ]),
    ],
    profiles: [sky, hub, maybe, twin],
    posts: [
      post(
        sky,
        'p1',
        5,
        'We are comparing queue libraries for the spring migration. What do people run on plain Postgres these days?',
        {
          counts: { likes: 41, replies: 12, shares: 3 },
          reading: {
            model: 't',
            language: { tag: 'en', probability: 0.99 },
            tone: { label: 'neutral', probability: 0.8, because: [] },
          },
        },
      ),
      post(sky, 'p2', 29, 'Tack alla som kom till meetupen igår, vilken kväll!', {
        kind: 'reply',
        counts: { likes: 18 },
        reading: {
          model: 't',
          language: { tag: 'sv', probability: 0.97 },
          tone: { label: 'positive', probability: 0.9, because: ['tack', 'vilken kväll'] },
        },
      }),
      post(sky, 'p3', 70, 'Oh great, the vendor portal is down. Again. Love that for us.', {
        reading: { model: 't', language: { tag: 'en', probability: 0.98 } },
      }),
      post(
        hub,
        'i1',
        120,
        'Retries lose the original error when the pool is exhausted. Really frustrating to debug.',
        {
          kind: 'issue',
          counts: { replies: 4 },
          reading: {
            model: 't',
            language: { tag: 'en', probability: 0.99 },
            tone: { label: 'negative', probability: 0.84, because: ['lose', 'frustrating'] },
          },
        },
      ),
    ],
    asked: [
      { network: network('bluesky'), at: at(1), outcome: 'found' },
      { network: network('github'), at: at(1), outcome: 'found' },
      { network: network('website'), at: at(1), outcome: 'nobody' },
      { network: network('gravatar'), at: at(3), outcome: 'trouble', says: 'asked us to wait' },
    ],
  };
}

/** Text and links of somebody who means harm. */
function mallory(): RecordFacts {
  const who = contact('102', 'Mallory <b>Quirk</b>', { company: 'Acme "&" Sons' });
  const site = profile('website', 'https://mallory.example/', 'mallory.example', {
    url: 'javascript:window.hacked=1',
    name: '<img src=x onerror="window.hacked=1">',
    bio: '<script>window.hacked=1</script> \u202Egnp.exe',
    avatar: 'javascript:window.hacked=1',
  });
  return {
    contact: who,
    sample: true,
    links: [
      link(who, site, 'auto', 0.99, [{ tier: 'stated', field: 'website', says: 'The CRM names this page' }]),
    ],
    profiles: [site],
    posts: [post(site, 'm1', 2, `${'long '.repeat(200)}<svg onload="window.hacked=1">`)],
    asked: [],
    jobs: [],
  };
}

const PLAIN = [
  ['103', 'Anselm Okafor', 'Brightwater Labs'],
  ['104', 'Ines Carvalho', 'Norte Logistics'],
  ['105', 'Tove Hagen', 'Hagen & Daughters Shipyard and Repair'],
  ['106', 'Yusuf Demir', 'Anatolia Foods'],
  ['107', '', 'Somebody without a name'],
  ['108', 'Priya Raman', 'Lumen Health'],
  ['109', 'Zofia Wiśniewska', 'Kraków Robotics'],
] as const;

export function people(): readonly RecordFacts[] {
  const plain = PLAIN.map(([id, name, company]): RecordFacts => {
    const nobody = { sample: true, links: [], profiles: [], posts: [], asked: [], jobs: [] };
    return { ...nobody, contact: contact(id, name, { company, emails: [`${id}@people.example`] }) };
  });
  return [mara(), mallory(), ...plain];
}
