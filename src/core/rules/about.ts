import { namingOf } from '../record/topics.ts';
import type { ListeningRule } from '../listening/rule.ts';
import type { ContactFact } from './fact.ts';

/**
 * Facts with the topics that a rule asks for, as the record names them: by the listening rules that are on. Who declined to
 * be found by words is found by none of these either.
 * @param asked ids of listening rules.
 */
export function aboutWhat(
  asked: readonly string[],
  vocabulary: readonly ListeningRule[],
): (fact: ContactFact) => ContactFact {
  const topics = vocabulary
    .filter(({ id, on }) => on && asked.includes(id))
    .map(({ id, wanted }) => ({ id, names: namingOf(wanted) }));
  if (topics.length === 0) return (fact) => fact;
  return (fact) => {
    const { text, network, language } = fact;
    if (text === undefined) return fact;
    const said = { text, network, language };
    return { ...fact, topics: topics.flatMap(({ id, names }) => (names(said) ? [id] : [])) };
  };
}
