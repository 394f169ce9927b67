import { z } from 'zod';

const text = z.string().nullish();
const number = z.number().nullish();

/** A row of `Social_Profile__c`. */
export const StoredProfile = z.object({
  Name: z.string(),
  Network__c: text,
  Network_Title__c: text,
  Profile_Id__c: text,
  Handle__c: text,
  Url__c: text,
  Display_Name__c: text,
  Bio__c: text,
  Location__c: text,
  Employer__c: text,
  Followers__c: number,
  Standing__c: text,
  Link_Status__c: text,
  Probability__c: number,
  Because__c: text,
  Decided_By__c: text,
  Influence_Percentile__c: number,
  Influence_Low__c: number,
  Influence_High__c: number,
  Influence_Among__c: number,
  Influence_Why__c: text,
  Fetched_At__c: text,
});
type StoredProfile = z.output<typeof StoredProfile>;

/** Simulator of `KithProfileView.cls`: a stored profile, in the shape of Kith's own answer. */
export function profileView(stored: StoredProfile) {
  return {
    network: stored.Network__c,
    networkTitle: stored.Network_Title__c,
    id: stored.Profile_Id__c,
    handle: stored.Handle__c ?? stored.Name,
    url: stored.Url__c,
    name: stored.Display_Name__c,
    bio: stored.Bio__c,
    location: stored.Location__c,
    employer: stored.Employer__c,
    followers: stored.Followers__c,
    standing: stored.Standing__c,
    fetchedAt: stored.Fetched_At__c,
    link: {
      status: stored.Link_Status__c,
      probability: (stored.Probability__c ?? 0) / 100,
      decidedBy: stored.Decided_By__c,
      because: stored.Because__c,
    },
    influence: influenceOf(stored),
  };
}

function influenceOf(stored: StoredProfile) {
  const percentile = stored.Influence_Percentile__c ?? undefined;
  if (percentile === undefined) return null;
  const lines = (stored.Influence_Why__c ?? '').split('\n').filter((line) => line.trim() !== '');
  return {
    known: true,
    percentile,
    interval: [stored.Influence_Low__c ?? percentile, stored.Influence_High__c ?? percentile],
    among: stored.Influence_Among__c,
    because: lines.map((says) => ({ says })),
  };
}
