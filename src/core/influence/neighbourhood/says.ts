import { togetherOf } from './deal.ts';
import type { OpenDeal } from './deal.ts';
import type { ReachedPerson } from './neighbourhood.ts';

interface Told {
  readonly name: string;
  /** Whether a profile is linked of which figures may be made. */
  readonly linked: boolean;
  readonly known: boolean;
  readonly people: readonly ReachedPerson[];
  readonly more: number;
  /** Of `people`; undefined where the CRM did not say. */
  readonly deals: readonly OpenDeal[] | undefined;
  /** Whether there are more of them. */
  readonly atLeast: boolean;
}

/** Whom a person reaches, in one to three plain sentences; what is not known is said so. */
export function sentencesOf(told: Told): readonly string[] {
  const { name, linked, known, people } = told;
  if (!linked) {
    return [`No profile of ${name} is linked of which may be said whom it reaches.`];
  }
  if (people.length === 0) {
    return [`No contact was seen turning to what ${name} says. ${ONLY_SEEN}`];
  }
  const first = known
    ? `What ${name} says reaches ${reached(told)}.`
    : `Too little is known to say whom ${name} reaches. Seldom, or by way of others, it was ${reached(told)}.`;
  return [first, ...dealsOf(told), `Seen in ${many(postsOf(people), 'public post')}. ${ONLY_SEEN}`];
}

const ONLY_SEEN = 'Answers, quotes and mentions that are kept show it; who only reads is not seen.';
const NAMED = 3;

function reached({ people, more }: Told): string {
  const accounts = new Set(people.flatMap(({ account }) => account?.toLowerCase() ?? []));
  const at = accounts.size > 0 && more === 0 ? ` at ${many(accounts.size, 'account')}` : '';
  const names = people.slice(0, NAMED).map(({ name }) => name);
  const others = people.length + more - names.length;
  const listed = others > 0 ? [...names, `${others.toLocaleString('en')} more`] : names;
  return `${many(people.length + more, 'contact')}${at}: ${listedAs(listed)}`;
}

function dealsOf({ deals, people, atLeast }: Told): readonly string[] {
  if (deals === undefined) return [];
  const ids = new Set(deals.map(({ id }) => id));
  if (ids.size === 0) return ['None of them has an open deal.'];
  const who = people.filter((one) => one.deals.length > 0).length;
  const worth = togetherOf(deals);
  const together = worth.length === 0 ? '' : `, ${listedAs(worth)}${ids.size > 1 ? ' together' : ''}`;
  const have = who === 1 ? 'One of them has' : `${who} of them have`;
  return [`${have} ${atLeast ? 'at least ' : ''}${many(ids.size, 'open deal')}${together}.`];
}

function postsOf(people: readonly ReachedPerson[]): number {
  return new Set(
    people.flatMap(({ paths }) =>
      paths.flatMap(({ steps }) => steps.flatMap(({ posts }) => posts.map(({ url }) => url))),
    ),
  ).size;
}

const many = (n: number, one: string) => `${n.toLocaleString('en')} ${n === 1 ? one : `${one}s`}`;

function listedAs(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
