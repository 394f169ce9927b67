import type { Contact } from '../../contact.ts';
import { ownDomain } from '../../identity/domains.ts';
import type { ContactId, NetworkId } from '../../ids.ts';
import { present } from '../../present.ts';
import type { Terms } from '../../terms.ts';
import { amountOf } from './deal.ts';
import type { OpenDeal } from './deal.ts';
import type { NeighbourhoodFacts } from './facts.ts';
import type { Neighbourhood, ReachedPerson } from './neighbourhood.ts';
import { reachedFrom } from './reached.ts';
import type { Reached } from './reached.ts';
import { sentencesOf } from './says.ts';
import { mayBeShown } from './shown.ts';
import { stepView } from './step-says.ts';
import type { Names } from './step-says.ts';

export interface NeighbourhoodContext {
  /** Network id → the name people know it by. */
  readonly titles: ReadonlyMap<string, string>;
  /** Of the networks that may be shown where the answer goes. */
  readonly terms: ReadonlyMap<NetworkId, Terms>;
  readonly now: Date;
}

/** What the CRM said of deals. `trouble`: why it did not, or what it left out, as a sentence. */
export interface Deals {
  readonly open?: readonly OpenDeal[] | undefined;
  /** Who has more of them than `open` holds. */
  readonly cut?: ReadonlySet<ContactId> | undefined;
  readonly trouble?: string | undefined;
}

/** So many people are told of, and drawn: with their accounts and deals a picture holds no more. */
export const MOST_PEOPLE = 24;

/** Whom the contact of these facts reaches: those worth asking the CRM about, the strongest first. */
export function reachedIn(
  facts: NeighbourhoodFacts,
  { terms, now }: NeighbourhoodContext,
): readonly Reached[] {
  return reachedFrom(facts, (profile) => mayBeShown(profile, terms), now);
}

/** The same facts, deals and time give the same view, in whatever order they come. */
export function neighbourhoodView(
  facts: NeighbourhoodFacts,
  reached: readonly Reached[],
  { open, cut, trouble }: Deals,
  { titles, terms }: NeighbourhoodContext,
): Neighbourhood {
  const contacts = new Map([facts.contact, ...facts.contacts].map((one) => [one.id, one]));
  const deals = Map.groupBy(open ?? [], ({ contact }) => contact);
  const told = reached.slice(0, MOST_PEOPLE);
  const people = told
    .map((one) => personView(one, deals.get(one.contact.id) ?? [], { contacts, titles }))
    // The rest is in order already, and sorting is stable.
    .toSorted((a, b) => Number(b.deals.length > 0) - Number(a.deals.length > 0));
  const name = nameOf(facts.contact);
  const known = people.some(({ strength }) => strength !== 'slight');
  const more = reached.length - told.length;
  const shown = new Set(told.map(({ contact }) => contact.id));
  const theirs = open?.filter(({ contact }) => shown.has(contact));
  const isCut = ({ contact }: Reached) => cut?.has(contact.id) === true;
  const linked = facts.own.some(({ network }) => terms.has(network));
  return {
    ...{ contact: facts.contact.id, name, known, people, more },
    says: [...sentencesOf({ name, linked, known, people, more, deals: theirs, atLeast: told.some(isCut) })],
    troubles: trouble === undefined ? [] : [trouble],
  };
}

function personView(one: Reached, deals: readonly OpenDeal[], names: Names): ReachedPerson {
  const { contact, paths } = one;
  const strength = bandOf(one);
  const direct = paths.filter(({ steps }) => steps.length === 1).length;
  const by = direct === paths.length ? '' : ', also by way of others';
  return {
    contact: contact.id,
    name: nameOf(contact),
    ...present({ title: contact.title, account: accountOf(contact) }),
    strength,
    says: direct === 0 ? 'Only by way of others' : `${WHY[strength]}${by}`,
    deals: deals.map(dealView),
    paths: paths.map((path) => ({ steps: path.steps.map((step) => stepView(step, names)) })),
  };
}

function dealView({ id, title, stage, amount, url }: OpenDeal): ReachedPerson['deals'][number] {
  return { id, title, url, ...present({ stage, amount, worth: amount && amountOf(amount) }) };
}

/** Four posts of today are a strong tie, two a fair one; half of it is left after 90 days. */
const BANDS = [
  ['strong', 0.75],
  ['fair', 0.5],
] as const;
const WHY = {
  strong: 'Turns to them often',
  fair: 'Turns to them now and then',
  slight: 'Seldom turned to them, or long ago',
} as const satisfies Record<ReachedPerson['strength'], string>;

function bandOf({ strength }: Reached): ReachedPerson['strength'] {
  return BANDS.find(([, from]) => strength >= from - 1e-9)?.[0] ?? 'slight';
}

/** Whom a contact works for: what the CRM says, else the domain of an e-mail address that is no mail provider's. */
function accountOf({ company, emails }: Contact): string | undefined {
  return company?.trim() || emails.map(ownDomain).find((domain) => domain !== undefined);
}

const nameOf = ({ name, emails, id }: Contact): string => name || emails[0] || id;

/** Contacts whose deals are worth asking for. */
export const dealsAskedFor = (reached: readonly Reached[]): readonly ContactId[] =>
  reached.slice(0, MOST_PEOPLE).map(({ contact }) => contact.id);
