import LISTS from 'stopwords-iso/stopwords-iso.json' with { type: 'json' };

const listed: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(LISTS));
const ready = new Map<string, ReadonlySet<string>>();

/**
 * The words of a language that name nothing by themselves (stopwords-iso: 58 languages).
 * @param tag BCP 47; English where it is not known, and nothing of a language without a list.
 */
export function littleWordsOf(tag = 'en'): ReadonlySet<string> {
  const primary = tag.split('-')[0] ?? tag;
  const words = ready.get(primary) ?? new Set(listed.get(primary));
  ready.set(primary, words);
  return words;
}
