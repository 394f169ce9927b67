import type { IntentName } from '../conversation/intent/intents.ts';
import type { Reading } from '../conversation/reading.ts';
import type { ReadPost } from './facts.ts';
import type { ViewContext } from './profiles.ts';
import type { Signal } from './signal.ts';

/** So sure a post must be read before somebody is told to act on it. */
const SURE = 0.7;
/** Nobody answers what was said longer ago. */
const DAYS = 30;
const DAY = 86_400_000;

type Said = Exclude<Signal['kind'], 'job change'>;

/** What a post wants that is worth acting on. */
interface Told {
  readonly kind: Said;
  readonly did: string;
  readonly probability: number;
}

/** The signal that an intent is, and what they did; a question to nobody in particular is none. */
const TELLS: Partial<Record<IntentName, readonly [Said, string]>> = {
  complaint: ['complaint', 'complained'],
  bug: ['complaint', 'reported a fault'],
  purchase: ['buying question', 'asked about buying'],
  churn: ['churn risk', 'spoke of leaving'],
  feature: ['idea', 'proposed something'],
  praise: ['praise', 'praised something'],
  press: ['press', 'asked for the press'],
  crisis: ['crisis', 'told of a crisis'],
};

/** Each is judged by itself, so that thanks for what was put right are both; the surer of the two is what was meant. */
const OPPOSITES: Partial<Record<IntentName, IntentName>> = { complaint: 'praise', praise: 'complaint' };

/**
 * What the posts of linked profiles want that is worth acting on: of one kind and profile the newest, of the last 30 days,
 * where it was read surely enough.
 * @param posts those that may be shown, newest first.
 * @returns newest first.
 */
export function saidSignals(
  posts: readonly ReadPost[],
  { titles, now }: Pick<ViewContext, 'titles' | 'now'>,
): readonly Signal[] {
  const since = now.getTime() - DAYS * DAY;
  const told = new Set<string>();
  return posts
    .filter(({ publishedAt }) => publishedAt.getTime() >= since)
    .toSorted((a, b) => b.publishedAt.getTime() - a.publishedAt.getTime())
    .flatMap((post) => signalsOf(post, titles))
    .filter(({ kind, network, profile }) => {
      const key = `${kind} ${network} ${profile}`;
      if (told.has(key)) return false;
      told.add(key);
      return true;
    });
}

function signalsOf(post: ReadPost, titles: ViewContext['titles']): readonly Signal[] {
  const { network, profile, url, publishedAt, reading } = post;
  return tells(reading).map(({ kind, did, probability }) => ({
    ...{ kind, network, profile, since: publishedAt.toISOString() },
    says: `On ${titles.get(network) ?? network} they ${did} (${Math.round(probability * 100)} % sure).`,
    ...{ url, status: 'open' },
  }));
}

/** What a post was surely enough read to want, whenever it was said. */
export function tells(reading: Reading | undefined): readonly Told[] {
  const surely = new Map(reading?.intents?.map(({ label, probability }) => [label, probability]));
  return [...surely].flatMap(([label, probability]): readonly Told[] => {
    const signal = TELLS[label];
    const opposite = OPPOSITES[label];
    if (!signal || probability < SURE) return [];
    if (opposite !== undefined && probability < (surely.get(opposite) ?? 0)) return [];
    const [kind, did] = signal;
    return [{ kind, did, probability }];
  });
}
