import { precisionOf } from '../core/listening/precision.ts';
import { keyOf } from '../core/profile.ts';
import type { NamedAddition } from '../flows/listening/adding.ts';
import type { ForeseenAdding } from '../flows/listening/foresee-adding.ts';
import type { ListeningOverview } from '../flows/listening/open-listening.ts';
import type { HearingPreview } from '../flows/listening/preview.ts';
import type { HeardPost, PersonHeard } from '../ports/listening.ts';
import { additionOf } from './adding-lines.ts';
import type { Foreseen, HeardLine, ListeningLine, ListeningPage, PeopleHeard } from './listening-shapes.ts';

type Titles = ReadonlyMap<string, string>;

export function pageOf(seen: ListeningOverview, titles: Titles): ListeningPage {
  const { days, networks, strangerDays, rules, today } = seen;
  const title = (network: string) => titles.get(network) ?? network;
  return {
    rules: rules.map((rule) => lineOf(rule, seen, title)),
    networks: networks.map(({ network, listened, allowed }) => ({
      ...{ id: network, title: title(network), hears: listened.hears, searched: allowed !== undefined },
      says: listened.hears ? listened.how : listened.why,
      ...(allowed !== undefined && {
        allowedToday: allowed,
        askedToday: sum(
          days.filter((one) => one.network === network && one.day === today),
          'asked',
        ),
      }),
    })),
    strangerDays,
  };
}

function lineOf(
  rule: ListeningOverview['rules'][number],
  { days, asked, networks }: ListeningOverview,
  title: (network: string) => string,
): ListeningLine {
  const uncounted = new Map(networks.flatMap((one) => (one.uncounted ? [[one.network, one.uncounted]] : [])));
  const own = days.filter((one) => one.rule === rule.id);
  const counted = own.filter(({ network }) => !uncounted.has(network));
  const relevant = sum(own, 'relevant');
  const precision = precisionOf(relevant, relevant + sum(own, 'irrelevant'));
  const state = asked.filter((one) => one.rule === rule.id);
  return {
    ...{ id: rule.id, wanted: rule.wanted, on: rule.on, changedBy: rule.changedBy },
    ...{ heard: sum(counted, 'heard'), asked: sum(own, 'asked'), ...(precision && { precision }) },
    days: counted
      .filter(({ heard }) => heard > 0)
      .map(({ day, network, heard }) => ({ day, network, heard })),
    notes: [
      ...state.flatMap((one) => (one.trouble ? [`${title(one.network)} ${one.trouble}.`] : [])),
      ...state.flatMap((one) =>
        one.isMore ? [`${title(one.network)} had more than one answer holds: some of it was not heard.`] : [],
      ),
      ...[...uncounted].flatMap(([network, clause]) =>
        own.some((one) => one.network === network)
          ? [`What ${title(network)} brought is not counted. ${clause}`]
          : [],
      ),
    ].filter((note, n, all) => all.indexOf(note) === n),
  };
}

const sum = <K extends string>(rows: readonly Readonly<Record<K, number>>[], what: K) =>
  rows.reduce((all, row) => all + row[what], 0);

export function peopleOf(
  people: readonly PersonHeard[],
  known: { readonly titles: Titles; readonly additions: ReadonlyMap<string, NamedAddition> },
  limit: number,
): PeopleHeard {
  const { titles, additions } = known;
  const last = people.length === limit ? people.at(-1) : undefined;
  return {
    people: people.map(({ profile, posts, lastHeard, newest }) => {
      const { network, id, handle, url, name, avatar, influence } = profile;
      const addition = additions.get(keyOf(profile));
      return {
        ...{ network, networkTitle: titles.get(network) ?? network, profile: id, handle, url, posts },
        ...(name !== undefined && { name }),
        ...(avatar !== undefined && { avatar }),
        ...(addition && { addition: additionOf(addition) }),
        ...(influence?.known && { influence: influence.percentile }),
        ...{ lastHeard: lastHeard.toISOString(), newest: newest.map(heardLine) },
      };
    }),
    ...(last && { next: `${last.lastHeard.toISOString()} ${keyOf(last.profile)}` }),
  };
}

function heardLine({ rule, post, because, relevant }: HeardPost): HeardLine {
  return {
    ...{ rule, network: post.network, post: post.id, url: post.url, text: post.text },
    ...{ at: post.publishedAt.toISOString(), because: [...because] },
    ...(relevant !== undefined && { relevant }),
  };
}

export function foreseenOf({ known, adds, live }: HearingPreview): Foreseen {
  const lines = (all: HearingPreview['known']['newest']) =>
    all.map(({ post, by, because }) => ({
      ...{ network: post.network, url: post.url, text: post.text, at: post.publishedAt.toISOString() },
      ...{ handle: by.handle, because: [...because] },
    }));
  return {
    known: { ...known, byNetwork: [...known.byNetwork], newest: lines(known.newest) },
    ...(adds && { adds: addsOf(adds) }),
    ...(live && { live: { ...live, heard: lines(live.heard) } }),
  };
}

function addsOf({ people, first, nobody }: ForeseenAdding): NonNullable<Foreseen['adds']> {
  return {
    people,
    first: first.map(({ network, handle, url, name }) => ({
      ...{ network, handle, url },
      ...(name !== undefined && { name }),
    })),
    nobody: [...nobody],
  };
}
