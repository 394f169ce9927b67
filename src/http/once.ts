/** Work under a key that is under way is not begun again: whoever asks meanwhile is given the same outcome. */
export function openOnce<T>(): (key: string, work: () => Promise<T>) => Promise<T> {
  const underWay = new Map<string, Promise<T>>();
  return (key, work) => {
    const there = underWay.get(key);
    if (there) return there;
    const begun = work().finally(() => underWay.delete(key));
    underWay.set(key, begun);
    return begun;
  };
}
