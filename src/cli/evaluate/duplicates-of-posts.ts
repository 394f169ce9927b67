import { z } from 'zod';
import { openGroups } from '../../core/conversation/near-duplicates/groups.ts';
import { digits, timed } from './measure.ts';
import { readLines } from './texts-file.ts';

const GROUPED = z.object({
  text: z.string(),
  group: z.union([z.string().min(1), z.number()]).transform(String),
});

export interface DuplicatesOfPosts {
  /** Of the texts whose group has others, the share that is put together with one of them at least. */
  readonly found: number;
  /** Of all pairs of texts of different groups, the share that is put together. */
  readonly falsePairs: number;
  readonly textsPerSecond: number;
}

/**
 * How well posts that say the same are put together, taken in one by one in the order of the file.
 * @throws Error that names the file and the line at fault.
 */
export async function evaluateDuplicatesOfPosts(file: string): Promise<DuplicatesOfPosts> {
  const texts = await readLines(file, GROUPED);
  const { result: put, seconds } = timed(() => {
    const groups = openGroups();
    return texts.map(({ text }) => groups.add(text));
  });
  const truth = texts.map(({ group }) => group);
  const [there, together, both] = [
    sizes(truth),
    sizes(put),
    sizes(truth.map((group, i) => `${put[i]} ${group}`)),
  ];
  const copies = truth.flatMap((group, i) => ((there.get(group) ?? 0) > 1 ? [`${put[i]} ${group}`] : []));
  const traced = copies.filter((key) => (both.get(key) ?? 0) > 1).length;
  const different = pairs([texts.length]) - pairs(there.values());
  const wrong = pairs(together.values()) - pairs(both.values());
  return {
    found: copies.length === 0 ? 1 : digits(traced / copies.length),
    falsePairs: different === 0 ? 0 : Number((wrong / different).toPrecision(3)),
    textsPerSecond: Math.round(texts.length / seconds),
  };
}

function sizes<K>(keys: readonly K[]): ReadonlyMap<K, number> {
  const counts = new Map<K, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

const pairs = (counts: Iterable<number>) =>
  [...counts].reduce((sum, count) => sum + (count * (count - 1)) / 2, 0);
