import type { NetworkId } from '../../core/ids.ts';
import { matcherOf } from '../../core/listening/matcher.ts';
import type { Matcher } from '../../core/listening/matcher.ts';
import type { ListeningRule, WantedListening } from '../../core/listening/rule.ts';
import { declined, keyOf } from '../../core/profile.ts';
import type { ProfileKey } from '../../core/profile.ts';
import type { ReadPost } from '../../core/record/facts.ts';
import type { Workspace } from '../../ports/store.ts';
import { gatherNow } from './rounds.ts';

/** A rule made ready. */
interface Ear {
  readonly rule: string;
  /** It adds people to the CRM. */
  readonly adds: boolean;
  readonly hears: (post: ReadPost, tags?: readonly string[]) => readonly string[] | undefined;
}

/** The rules that are on, made ready once for all posts of a transaction. */
export async function ears(w: Workspace): Promise<readonly Ear[]> {
  const on = (await w.listening.rules()).filter((rule) => rule.on);
  return on.map(earOf);
}

function earOf({ id, wanted }: ListeningRule): Ear {
  return { rule: id, adds: wanted.adds !== undefined, hears: hearing(wanted) };
}

/** What makes a rule hear a post. What is written to the customer alone is no conversation that is listened to. */
export function hearing(wanted: WantedListening): Ear['hears'] {
  const matches: Matcher = matcherOf(wanted);
  return (post, tags) =>
    post.kind === 'direct message' || !isMeant(wanted, post.network)
      ? undefined
      : matches({ text: post.text, language: post.reading?.language, tags });
}

export const isMeant = ({ networks }: Pick<WantedListening, 'networks'>, network: NetworkId) =>
  networks.length === 0 || networks.includes(network);

/**
 * Remembers which rules hear these posts, which are kept already. Who declined to be found by their words is not heard,
 * whoever told of them and whomever they are linked to.
 * @returns how many each had not heard yet.
 */
export async function hear(
  w: Workspace,
  listening: readonly Ear[],
  said: readonly { readonly post: ReadPost; readonly tags?: readonly string[] }[],
  at: Date,
): Promise<ReadonlyMap<string, number>> {
  const fresh = new Map<string, number>();
  const quiet = await declining(
    w,
    said.map(({ post }) => post),
    listening,
  );
  for (const { rule, adds, hears } of listening) {
    const heard = said.flatMap(({ post, tags }) => {
      const because = hears(post, tags);
      return because && !quiet.has(keyOf(authorOf(post)))
        ? [{ network: post.network, post: post.id, because }]
        : [];
    });
    const anew = await w.listening.hear(rule, heard, at);
    fresh.set(rule, anew);
    if (adds && anew > 0) await gatherNow(w, rule);
  }
  return fresh;
}

const authorOf = ({ network, profile }: ReadPost): ProfileKey => ({ network, id: profile });

/** Of the authors those who declined; where nothing is listened for, nobody is looked up. */
async function declining(
  w: Workspace,
  posts: readonly ReadPost[],
  listening: readonly Ear[],
): Promise<ReadonlySet<string>> {
  const quiet = new Set<string>();
  if (listening.length === 0) return quiet;
  for (const author of new Map(posts.map((post) => [keyOf(authorOf(post)), authorOf(post)])).values()) {
    const profile = await w.profiles.find(author);
    if (profile && declined(profile, 'search')) quiet.add(keyOf(author));
  }
  return quiet;
}
