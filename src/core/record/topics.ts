import type { Reading } from '../conversation/reading.ts';
import { matcherOf } from '../listening/matcher.ts';
import type { WantedListening } from '../listening/rule.ts';
import { present } from '../present.ts';
import type { ReadPost } from './facts.ts';
import type { RecordPost } from './record.ts';

/** What a post is about, in the vocabulary of the admin's listening rules. */
export type TopicsOf = (post: ReadPost) => NonNullable<RecordPost['topics']>;

/** What made a listening rule name a post, in the words of the rule; undefined: it does not. */
type Naming = (post: {
  readonly text: string;
  readonly network: string;
  readonly language?: Reading['language'] | undefined;
}) => readonly string[] | undefined;

/** A listening rule as a topic, made ready. One for certain networks names nothing on the others. */
export function namingOf(rule: WantedListening): Naming {
  const matches = matcherOf(rule);
  const on = new Set<string>(rule.networks);
  return ({ text, network, language }) =>
    on.size > 0 && !on.has(network) ? undefined : matches({ text, language });
}

/**
 * The vocabulary made ready, with whom or what each name stands for. A post may be about several things, or about nothing that anybody named: then nothing is said.
 */
export function topicsOf(vocabulary: readonly WantedListening[]): TopicsOf {
  const topics = vocabulary.map((rule) => ({
    shown: { name: rule.name, ...present({ target: rule.target }) },
    names: namingOf(rule),
  }));
  return ({ text, network, reading }) =>
    topics.flatMap(({ shown, names }) => {
      const because = names({ text, network, language: reading?.language });
      return because ? [{ ...shown, because: [...because] }] : [];
    });
}
