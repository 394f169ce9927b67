import { z } from 'zod';
import type { ApexCall } from '../apex-class.ts';
import type { Row } from '../options.ts';
import { objectOf } from '../person-pages.ts';
import { StoredPost, postView } from './KithPostView.ts';
import { StoredProfile, profileView } from './KithProfileView.ts';

const Person = z.object({
  Id: z.string(),
  Name: z.string().nullish(),
  Title: z.string().nullish(),
  Kith_Headline__c: z.string().nullish(),
});

/** Of each a panel reads no more. */
const MOST_ROWS = 50;

/** Simulator of `KithRecordView.cls`: the record as far as the org stores it, in the shape of Kith's own answer. */
export function recordView(row: Row, { org, settings }: ApexCall) {
  const person = Person.parse(row);
  const mine = (object: string) =>
    org.rows(object).filter((one) => one[`${objectOf(person.Id)}__c`] === person.Id);
  const profiles = mine('Social_Profile__c')
    .map((one) => StoredProfile.parse(one))
    .toSorted((a, b) => percentile(b) - percentile(a) || a.Name.localeCompare(b.Name))
    .slice(0, MOST_ROWS)
    .map(profileView);
  const posts = mine('Social_Conversation__c')
    .map((one) => StoredPost.parse(one))
    .toSorted((a, b) => (b.Published_At__c ?? '').localeCompare(a.Published_At__c ?? ''))
    .slice(0, Math.min(MOST_ROWS, settings.postsShown));
  const withStatus = (...wanted: string[]) =>
    profiles.filter(({ link }) => wanted.includes(link.status ?? ''));
  const decided = [...withStatus('suggested'), ...withStatus('rejected')];
  return {
    contact: { id: person.Id, name: person.Name, title: person.Title },
    headlines: person.Kith_Headline__c ? [{ about: 'who', text: person.Kith_Headline__c, sources: [] }] : [],
    profiles: profiles.filter((one) => !decided.includes(one)),
    suggestions: withStatus('suggested'),
    refused: withStatus('rejected'),
    conversations: posts.map(postView),
    asksLive: settings.asksLive,
  };
}

const percentile = ({ Influence_Percentile__c: value }: z.output<typeof StoredProfile>) => value ?? -1;
