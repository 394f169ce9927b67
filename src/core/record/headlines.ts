import type { ReadPost, RecordFacts } from './facts.ts';
import type { Linked, ViewContext } from './profiles.ts';
import type { Headline } from './record.ts';

/**
 * The three sentences a rep reads before a call. One that would say nothing is absent; an account that is gone
 * introduces nobody.
 */
export function headlines(facts: RecordFacts, linked: readonly Linked[], context: ViewContext): Headline[] {
  const live = linked.filter(({ profile }) => profile.standing === 'active');
  const all = [who(facts, live, context), whomTheyMove(live, context), whatTheySaid(facts, context)];
  return all.filter((headline) => headline !== undefined);
}

function who(facts: RecordFacts, live: readonly Linked[], { titles }: ViewContext): Headline | undefined {
  if (live.length === 0) return undefined;
  const { contact } = facts;
  const described = live.find(({ profile }) => profile.bio !== undefined) ?? live[0];
  const name = contact.name ?? described?.profile.name ?? 'This contact';
  const places = [...new Set(live.map(({ profile }) => titles.get(profile.network) ?? profile.network))];
  const bio = described?.profile.bio ? `: “${cut(oneLine(described.profile.bio), 140)}”` : '';
  return {
    about: 'who',
    text: `${name} is on ${listed(places)}${bio}`,
    sources: live.slice(0, 4).map(({ profile }) => sourceOf(profile.network, profile.url, titles)),
  };
}

/** A rep who reads no further must not rely on it; the whole of it stands with the influence. */
const CARE = ' With care: far more attention than usual comes from unknown accounts.';

function whomTheyMove(live: readonly Linked[], { titles }: ViewContext): Headline | undefined {
  const [top] = live
    .flatMap(({ profile }) => (profile.influence?.known ? [{ profile, influence: profile.influence }] : []))
    .toSorted((a, b) => b.influence.percentile - a.influence.percentile);
  if (top) {
    const title = titles.get(top.profile.network) ?? top.profile.network;
    const { because, warning } = top.influence;
    return {
      about: 'whom they move',
      text: `On ${title}: ${because[0]?.says ?? ''}.${warning === undefined ? '' : CARE}`,
      sources: [sourceOf(top.profile.network, top.profile.url, titles)],
    };
  }
  const [counted] = live
    .filter(({ profile }) => profile.counts.followers !== undefined)
    .toSorted((a, b) => (b.profile.counts.followers ?? 0) - (a.profile.counts.followers ?? 0));
  if (!counted) return undefined;
  const title = titles.get(counted.profile.network) ?? counted.profile.network;
  return {
    about: 'whom they move',
    text: `${(counted.profile.counts.followers ?? 0).toLocaleString('en')} follow them on ${title}; too few profiles are known there to compare.`,
    sources: [sourceOf(counted.profile.network, counted.profile.url, titles)],
  };
}

const TONE = {
  negative: 'in a negative tone',
  neutral: 'in a neutral tone',
  positive: 'in a positive tone',
} as const;

function whatTheySaid({ posts }: RecordFacts, { titles, now }: ViewContext): Headline | undefined {
  const latest = posts.find(({ kind }) => kind !== 'share'); // what is shared are somebody else's words
  if (!latest) return undefined;
  const title = titles.get(latest.network) ?? latest.network;
  const tone = latest.reading?.tone ? `, ${TONE[latest.reading.tone.label]}` : '';
  return {
    about: 'what they said',
    text: `${ago(latest, now)} on ${title}${tone}: “${cut(oneLine(latest.text), 160)}”`,
    sources: [sourceOf(latest.network, latest.url, titles)],
  };
}

function ago({ publishedAt }: ReadPost, now: Date): string {
  const days = Math.floor((now.getTime() - publishedAt.getTime()) / 86_400_000);
  if (days < 1) return 'Today';
  if (days === 1) return 'Yesterday';
  if (days < 60) return `${days} days ago`;
  return `In ${publishedAt.toLocaleDateString('en', { month: 'long', year: 'numeric', timeZone: 'UTC' })}`;
}

function sourceOf(network: string, url: string, titles: ReadonlyMap<string, string>) {
  return { name: titles.get(network) ?? network, url };
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();

function cut(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most
    ? text
    : `${characters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}

/** More names than this are counted: nobody reads fourteen of them before a call. */
const MOST_NAMES = 4;

function listed(all: readonly string[]): string {
  const rest = all.length - MOST_NAMES;
  const names = rest > 1 ? [...all.slice(0, MOST_NAMES), `${rest} more`] : all;
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
