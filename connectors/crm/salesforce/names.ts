import type { KithFieldName } from '../../../src/core/record/patch.ts';
import type { PostRow, ProfileRow } from '../../../src/core/record/rows.ts';

/** A field of the package, and what fits into it. */
export type Field = { readonly name: string } & (
  | { readonly kind: 'text'; readonly length: number }
  | { readonly kind: 'address' | 'number' | 'percent' | 'moment' }
  | { readonly kind: 'choice'; readonly values: readonly string[] }
);

const text = (name: string, length = 255) => ({ name, kind: 'text', length }) as const;
const address = (name: string) => ({ name, kind: 'address' }) as const;
const number = (name: string) => ({ name, kind: 'number' }) as const;
const percent = (name: string) => ({ name, kind: 'percent' }) as const;
const moment = (name: string) => ({ name, kind: 'moment' }) as const;
const choice = (name: string, ...values: string[]) => ({ name, kind: 'choice', values }) as const;

/** The same on Contact and Lead. */
export const PERSON_FIELDS = {
  profiles: text('Kith_Profiles__c', 10_000),
  profileCount: number('Kith_Profile_Count__c'),
  influence: number('Kith_Influence__c'),
  influenceWhy: text('Kith_Influence_Why__c'),
  lastPostAt: moment('Kith_Last_Post_At__c'),
  lastPost: address('Kith_Last_Post__c'),
  lastTone: text('Kith_Last_Tone__c'),
  headline: text('Kith_Headline__c'),
} as const satisfies Record<KithFieldName, Field>;

/** By what a row of Kith's is found, whoever made it. */
export const ROW_KEY = text('External_Id__c');
/** A row belongs to one of these. */
export const PARENT = { Contact: 'Contact__c', Lead: 'Lead__c' } as const;

export const PROFILE = {
  object: 'Social_Profile__c',
  fields: {
    network: text('Network__c', 40),
    networkTitle: text('Network_Title__c', 80),
    id: text('Profile_Id__c'),
    handle: text('Handle__c'),
    url: address('Url__c'),
    name: text('Display_Name__c'),
    bio: text('Bio__c', 5_000),
    location: text('Location__c'),
    employer: text('Employer__c'),
    followers: number('Followers__c'),
    standing: choice('Standing__c', 'active', 'deactivated', 'suspended', 'deleted'),
    status: choice('Link_Status__c', 'auto', 'suggested', 'confirmed', 'rejected'),
    probability: percent('Probability__c'),
    because: text('Because__c', 1_000),
    decidedBy: text('Decided_By__c'),
    percentile: number('Influence_Percentile__c'),
    low: number('Influence_Low__c'),
    high: number('Influence_High__c'),
    among: number('Influence_Among__c'),
    why: text('Influence_Why__c', 1_000),
    fetchedAt: moment('Fetched_At__c'),
  } satisfies Partial<Record<keyof ProfileRow | keyof NonNullable<ProfileRow['influence']>, Field>>,
} as const;

export const POST = {
  object: 'Social_Conversation__c',
  /** The look-up of the profile that said it, and the way along it. */
  profile: { field: 'Social_Profile__c', relation: 'Social_Profile__r' },
  fields: {
    network: text('Network__c', 40),
    networkTitle: text('Network_Title__c', 80),
    id: text('Post_Id__c'),
    url: address('Url__c'),
    says: text('Kind__c', 40),
    handle: text('Handle__c'),
    text: text('Text__c', 10_000),
    publishedAt: moment('Published_At__c'),
    tone: choice('Tone__c', 'negative', 'neutral', 'positive'),
    toneProbability: percent('Tone_Probability__c'),
    intent: text('Intent__c', 40),
    language: text('Language__c', 35),
    likes: number('Likes__c'),
    replies: number('Replies__c'),
    shares: number('Shares__c'),
  } satisfies Partial<Record<keyof PostRow, Field>>,
} as const;

/** The name that lists show: Salesforce's own field, without a prefix. */
export const ROW_NAME = text('Name', 80);

export const SIGNAL = {
  object: 'Social_Signal__e',
  fields: {
    key: text('External_Id__c'),
    kind: text('Kind__c', 40),
    contact: text('Contact_Id__c', 18),
    lead: text('Lead_Id__c', 18),
    owner: text('Owner_Id__c', 18),
    says: text('Says__c', 1_000),
    url: text('Url__c', 2_000),
    networkTitle: text('Network_Title__c', 80),
    influence: number('Influence_Percentile__c'),
    since: moment('Happened_At__c'),
  } satisfies Record<string, Field>,
} as const;

/** On Task and Case: what was added under a key is found by it. */
export const ITEM_KEY = text('Kith_Signal__c');
/** The same on Lead, for people. */
export const LEAD_KEY = text('Kith_Added_As__c');

/** What an installed package puts before each of its names; nothing where the package was deployed as source. */
export type Prefix = '' | 'kith__';
export const PREFIXES: readonly Prefix[] = ['', 'kith__'];

/** A name of the package as this org knows it. */
export function named(prefix: Prefix, name: string): string {
  return /__[cer]$/.test(name) ? prefix + name : name;
}
