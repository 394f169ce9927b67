import { RecordAnswer } from '../../src/http/shapes.ts';
import type { CustomerRecord, RecordProfile } from '../../src/core/record/record.ts';
import { CONTACT } from './bed.tsx';

const AT = '2026-11-20T09:00:00Z';

export const bluesky: RecordProfile = {
  network: 'bluesky',
  networkTitle: 'Bluesky',
  id: 'did:plc:ada',
  handle: 'ada.example',
  url: 'https://bsky.app/profile/ada.example',
  name: 'Ada Quist',
  bio: 'Builds looms that think.',
  employer: 'Analytical Engines',
  followers: 1815,
  standing: 'active',
  link: {
    status: 'auto',
    probability: 0.97,
    decidedBy: 'Kith',
    because: 'Their website links to it.',
    start: { says: 'One in 700 with this name is the one.', bits: -9.4 },
    evidence: [
      {
        tier: 'stated',
        field: 'website',
        says: 'Their website links to it.',
        url: 'https://ada.example',
        bits: 7.6,
      },
      { tier: 'agrees', field: 'name', says: 'The names are the same.', bits: 9.4 },
    ],
    counterEvidence: [{ tier: 'differs', field: 'location', says: 'It names another town.', bits: -2.6 }],
  },
  influence: {
    known: true,
    percentile: 83,
    interval: [71, 92],
    among: 412,
    because: [{ part: 'reach', says: 'More followers than 83 % of those known', percentile: 83 }],
  },
  fetchedAt: AT,
};

export const github: RecordProfile = {
  network: 'github',
  networkTitle: 'GitHub',
  id: '1815',
  handle: 'ada-q',
  url: 'https://github.com/ada-q',
  standing: 'active',
  link: {
    status: 'suggested',
    probability: 0.62,
    decidedBy: 'Kith',
    because: 'The names are the same.',
    start: { says: 'One in 20 with this name is the one.', bits: -4.3 },
    evidence: [{ tier: 'agrees', field: 'name', says: 'The names are the same.', bits: 5 }],
    counterEvidence: [],
  },
  influence: { known: false, says: 'Too few profiles are known there to compare.' },
  fetchedAt: AT,
};

export const post: CustomerRecord['conversations'][number] = {
  network: 'bluesky',
  networkTitle: 'Bluesky',
  id: 'at://did:plc:ada/post/1',
  url: 'https://bsky.app/profile/ada.example/post/1',
  kind: 'post',
  handle: 'ada.example',
  text: 'Does your loom weave in two colours yet?',
  publishedAt: AT,
  reading: {
    tone: { label: 'neutral', probability: 0.8, because: ['yet'] },
    intents: [
      { label: 'question', probability: 0.9, because: ['asks'] },
      { label: 'feature', probability: 0.6, because: ['wishes'] },
    ],
    model: 'test',
  },
  counts: {},
};

/** The record of somebody well known, as the API answers it; everything may be told. */
export function record(told: Partial<RecordAnswer> = {}): RecordAnswer {
  return RecordAnswer.parse({
    contact: { id: String(CONTACT), name: 'Ada Quist', emails: ['ada@quist.example'] },
    sample: false,
    headlines: [
      {
        about: 'who',
        text: 'Ada Quist is on Bluesky: “Builds looms that think.”',
        sources: [{ name: 'Bluesky', url: bluesky.url }],
      },
      { about: 'whom they move', text: 'On Bluesky: more followers than 83 %.', sources: [] },
      { about: 'what they said', text: '6 days ago on Bluesky: “Does your loom …”', sources: [] },
    ],
    profiles: [bluesky],
    suggestions: [github],
    refused: [],
    conversations: [post],
    signals: [],
    fields: [],
    consent: {
      ...{ basis: 'published by the person', says: 'Only what the person published is kept.' },
      networks: [],
    },
    freshness: [{ block: 'bluesky', title: 'Bluesky', askedAt: AT }],
    acts: [
      { act: 'not them', network: 'bluesky', profile: bluesky.id, label: 'Not them' },
      { act: 'confirm', network: 'github', profile: github.id, label: 'Confirm' },
      { act: 'not them', network: 'github', profile: github.id, label: 'Not them' },
      { act: 'refresh', label: 'Ask the networks again' },
    ],
    around: [
      {
        kind: 'deal',
        id: '9',
        title: 'Forty looms',
        status: 'Contract sent',
        open: true,
        at: AT,
        url: 'https://app.hubspot.com/contacts/1/record/0-3/9',
      },
    ],
    abilities: ['tasks', 'notes', 'tickets'],
    ...told,
  });
}
