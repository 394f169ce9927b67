/**
 * A value as JSON that PostgreSQL takes: people's texts may hold NUL characters and halves of surrogate pairs, which
 * its JSON refuses.
 * @throws TypeError for a number that is none: JSON has no word for it, and what is written instead cannot be read again.
 */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (key, part: unknown) => {
    if (typeof part === 'number' && !Number.isFinite(part)) throw new TypeError(`${key} is ${part}`);
    return typeof part === 'string' ? clean(part) : part;
  });
}

/** A text that PostgreSQL takes. */
export function clean(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}

/** The last of each key, in the order of the keys: so that one statement meets each row once, and all in one order. */
export function newestByKey<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  at: (item: T) => Date,
): readonly T[] {
  const newest = new Map<string, T>();
  for (const item of items) {
    const before = newest.get(keyOf(item));
    if (!before || at(before) <= at(item)) newest.set(keyOf(item), item);
  }
  return [...newest].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
}
