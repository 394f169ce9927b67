import type { WantedListening } from './rule.ts';

/** What can be asked of a network that searches: posts that hold all these words or phrases, or that carry a tag. */
export type ListeningQuestion =
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'tag'; readonly tag: string };

export type QuestionKind = ListeningQuestion['kind'];

/** No rule asks one network more. */
const MOST = 30;

/**
 * What a rule asks a network that answers questions of these kinds. A network may find more than the rule means: what it
 * finds is matched all the same.
 */
export function questionsOf(
  rule: Pick<WantedListening, 'all' | 'any' | 'handles' | 'hashtags' | 'links'>,
  kinds: readonly QuestionKind[],
): readonly ListeningQuestion[] {
  const words = (word?: string): ListeningQuestion => ({
    kind: 'words',
    words: word === undefined ? rule.all : [word, ...rule.all],
  });
  const asked: readonly ListeningQuestion[] = [
    ...rule.any.map(words),
    ...rule.handles.map(words),
    ...rule.hashtags.map((tag) => (kinds.includes('tag') ? ({ kind: 'tag', tag } as const) : words(tag))),
    ...rule.links.map(words),
  ];
  const whole = asked.length > 0 ? asked : [words()];
  const fit = whole.filter(({ kind }) => kinds.includes(kind));
  return [...new Map(fit.map((question) => [keyOfQuestion(question), question])).values()].slice(0, MOST);
}

/** The same for the same question. */
export function keyOfQuestion(question: ListeningQuestion): string {
  return JSON.stringify(
    question.kind === 'tag' ? ['tag', question.tag] : ['words', ...question.words.toSorted()],
  );
}
