import { matcherOf } from '../listening/matcher.ts';
import type { WantedListening } from '../listening/rule.ts';
import type { ReadPost } from './facts.ts';
import type { RecordPost } from './record.ts';

/** What a post is about, in the vocabulary of the admin's listening rules. */
export type TopicsOf = (post: ReadPost) => NonNullable<RecordPost['topics']>;

/**
 * The vocabulary made ready. A post may be about several things, or about nothing that anybody named: then nothing is said. A
 * rule for certain networks names nothing on the others.
 */
export function topicsOf(vocabulary: readonly WantedListening[]): TopicsOf {
  const topics = vocabulary.map((rule) => ({
    name: rule.name,
    matches: matcherOf(rule),
    on: new Set<string>(rule.networks),
  }));
  return ({ text, network, reading }) =>
    topics.flatMap(({ name, matches, on }) => {
      if (on.size > 0 && !on.has(network)) return [];
      const because = matches({ text, language: reading?.language });
      return because ? [{ name, because: [...because] }] : [];
    });
}
