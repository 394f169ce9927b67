import type { z } from 'zod';
import { RecordAnswer } from '../../src/http/shapes.ts';

/** A record that says everything that a record may say, each thing told from the others. The people in it are made up. */

const AT = '2026-11-20T09:00:00.000Z';
const url = (what: string) => `https://${what}.example/ada`;
type Profile = z.input<typeof RecordAnswer>['profiles'][number];

const linked: Profile = {
  network: 'bluesky',
  networkTitle: 'Bluesky',
  id: 'did:plc:ada',
  handle: 'ada.example',
  url: url('profile'),
  name: 'Ada Quist',
  bio: 'Builds looms that think.',
  location: 'Turin',
  employer: 'Analytical Engines',
  avatar: url('avatar'),
  followers: 1815,
  standing: 'active',
  link: {
    status: 'auto',
    probability: 0.87,
    decidedBy: 'Kith',
    because: 'Their website links to it.',
    start: { says: 'One in 700 of this name is the one.', bits: -9.4 },
    evidence: [{ tier: 'stated', field: 'website', says: 'A link.', url: url('evidence'), bits: 7.6 }],
    counterEvidence: [
      { tier: 'differs', field: 'location', says: 'Another town.', url: url('counter'), bits: -2.6 },
    ],
  },
  influence: {
    known: true,
    percentile: 83,
    interval: [71, 92],
    among: 412,
    because: [{ part: 'reach', says: '1,815 followers', percentile: 83 }],
    warning: '900 unknown accounts turn to them',
    topics: [
      {
        ...{ name: 'Looms', percentile: 62, interval: [44, 81] },
        because: [{ part: 'relevance', says: '31 % is about it', percentile: 57 }],
      },
    ],
  },
  engagers: [{ name: 'Tom Berg', url: url('engager') }],
  fetchedAt: AT,
};

const unknown: Profile = {
  ...linked,
  ...{ network: 'github', networkTitle: 'GitHub', id: '1815', handle: 'ada-q' },
  influence: { known: false, says: 'Too little is known there.' },
};

/** Of somebody who is not linked nothing is learnt. */
function weighed(id: string, status: 'suggested' | 'rejected'): Profile {
  const { influence: _, engagers: __, ...rest } = linked;
  const link = { ...linked.link, status, probability: status === 'suggested' ? 0.62 : 0.04 };
  return { ...rest, id, handle: `ada-${id}`, link };
}

const conversations: z.input<typeof RecordAnswer>['conversations'] = [
  {
    network: 'bluesky',
    networkTitle: 'Bluesky',
    id: 'at://1',
    url: url('post'),
    kind: 'post',
    handle: 'ada.example',
    text: 'Does your loom weave in two colours yet?',
    publishedAt: AT,
    counts: { likes: 41, replies: 12, shares: 3 },
    thread: url('thread'),
    reading: {
      language: { tag: 'en', probability: 0.97 },
      tone: { label: 'neutral', probability: 0.8, because: ['yet'] },
      emotion: { label: 'surprise', probability: 0.72 },
      toxicity: { label: 'offensive', probability: 0.66 },
      intents: [{ label: 'question', probability: 0.9, because: ['asks'] }],
      labels: [{ label: 'colours', probability: 0.75, because: ['two'] }],
      model: 'test',
    },
    topics: [{ name: 'Weaving', target: 'product', because: ['loom'] }],
    alsoOn: [{ network: 'mastodon', networkTitle: 'Mastodon', url: url('copy'), publishedAt: AT }],
  },
];

export const FULL: RecordAnswer = RecordAnswer.parse({
  contact: {
    ...{ id: '101', name: 'Ada Quist', company: 'Engines Ltd', title: 'Analyst', location: 'Turin' },
    ...{ website: url('website'), emails: ['ada@quist.example'] },
  },
  sample: false,
  headlines: [
    { about: 'who', text: 'Ada Quist is on Bluesky.', sources: [{ name: 'Bluesky', url: url('who') }] },
  ],
  profiles: [linked, unknown],
  suggestions: [weighed('1816', 'suggested')],
  refused: [weighed('1817', 'rejected')],
  conversations,
  keyphrases: [{ phrase: 'thinking looms', posts: 3 }],
  signals: [
    {
      ...{ kind: 'job change', network: 'bluesky', profile: 'did:plc:ada', since: AT },
      ...{ says: 'They work at Looms Ltd now.', url: url('signal'), status: 'open' },
    },
  ],
  fields: [
    {
      ...{ field: 'jobtitle', label: 'Job title', fact: 'title', mode: 'suggest', value: 'Analyst' },
      source: { name: 'GitHub', url: url('field') },
      ...{ standing: 'written', says: 'Written by Kith.', undo: { to: 'Clerk' } },
    },
  ],
  consent: {
    ...{ basis: 'published by the person', says: 'Only what was published is kept.' },
    networks: [
      {
        ...{ network: 'discord', networkTitle: 'Discord' },
        given: { at: AT, by: 'Rosa', says: 'Yes, do.', account: 'ada' },
        removes: 'What was read there goes.',
      },
      { network: 'x', networkTitle: 'X', clause: 'Only where they agreed.' },
    ],
  },
  freshness: [
    { block: 'bluesky', title: 'Bluesky', askedAt: AT },
    { block: 'github', title: 'GitHub', trouble: 'GitHub is not answering; the rest is shown.' },
  ],
  acts: [
    { act: 'not them', network: 'bluesky', profile: 'did:plc:ada', label: 'Not them' },
    { act: 'refresh', label: 'Ask the networks again' },
  ],
  around: [
    {
      ...{ kind: 'deal', id: '9', title: 'Forty looms', status: 'Contract sent', open: true, at: AT },
      url: url('deal'),
    },
  ],
  abilities: ['tasks', 'notes'],
  reaches: {
    says: 'What Ada Quist says reaches 1 contact.',
    people: [
      {
        ...{ name: 'Grace Hopper', account: 'Navy' },
        deals: [{ title: 'Printers', worth: 'EUR 18,500', url: url('open-deal') }],
      },
    ],
    url: url('picture'),
  },
});
