import type { Contact } from '../contact.ts';
import { agreement } from '../identity/agreement.ts';
import { keyOf } from '../profile.ts';
import type { Profile, ProfileKey } from '../profile.ts';
import type { JobHistory, JobSeen } from './job-history.ts';
import type { Linked, ViewContext } from './profiles.ts';
import type { Signal } from './signal.ts';

/**
 * A linked profile named one employer and names another now: somebody changed jobs. Open while the CRM says otherwise,
 * done once it says the same; where the two cannot be compared nothing is claimed. A change that two profiles tell of
 * is one, told by the first.
 * @param live the linked profiles (`auto`, `confirmed`).
 * @returns newest first.
 */
export function jobChanges(
  contact: Contact,
  live: readonly Linked[],
  histories: readonly JobHistory[],
  { titles }: Pick<ViewContext, 'titles'>,
): readonly Signal[] {
  const jobs = new Map(histories.map((history) => [keyOf(history), history.jobs]));
  const told = live
    .filter(({ profile }) => profile.standing === 'active')
    .flatMap(({ profile }) => {
      const change = latestChange(jobs.get(keyOf(profile)) ?? []);
      return change ? [{ profile, change }] : [];
    })
    .toSorted((a, b) => a.change.since.getTime() - b.change.since.getTime() || byKey(a.profile, b.profile));
  return told
    .filter(({ change }, n) => !told.slice(0, n).some((earlier) => isSame(earlier.change.to, change.to)))
    .flatMap(({ profile, change }) => {
      const status = statusOf(contact, change.to);
      return status ? [signalOf(contact, profile, change, status, titles)] : [];
    })
    .toReversed();
}

interface Change {
  readonly from: string;
  readonly to: string;
  readonly since: Date;
}

/** Back from the newest: an employer written in another way is no change, and one that is named no more is none yet. */
function latestChange(jobs: readonly JobSeen[]): Change | undefined {
  const to = jobs.at(-1)?.employer;
  if (to === undefined) return undefined;
  const named = jobs.flatMap(({ employer, since }) => (employer === undefined ? [] : [{ employer, since }]));
  const at = named.findLastIndex(
    ({ employer }, n) => agreement.employer(named[n - 1]?.employer, employer) === 'different',
  );
  const [before, change] = [named[at - 1], named[at]];
  return before && change ? { from: before.employer, to, since: change.since } : undefined;
}

function statusOf({ company }: Contact, employer: string): Signal['status'] | undefined {
  if (company === undefined) return 'open';
  const outcome = agreement.employer(company, employer);
  if (outcome === 'unknown') return undefined;
  return outcome === 'different' ? 'open' : 'done';
}

function signalOf(
  { company }: Contact,
  { network, id, url }: Profile,
  { from, to, since }: Change,
  status: Signal['status'],
  titles: ViewContext['titles'],
): Signal {
  const still = status === 'open' && company !== undefined ? ` The CRM says ${company}.` : '';
  return {
    kind: 'job change',
    ...{ network, profile: id, since: since.toISOString() },
    says: `On ${titles.get(network) ?? network} they work at ${to} now; before, it was ${from}.${still}`,
    url,
    status,
  };
}

function isSame(a: string, b: string): boolean {
  const outcome = agreement.employer(a, b);
  return outcome === 'same' || outcome === 'compatible';
}

const byKey = (a: ProfileKey, b: ProfileKey) => (keyOf(a) < keyOf(b) ? -1 : 1);
