/** Works that are under way: those of one key one after the other, those of different keys at once. */
export interface InOrder {
  /** @returns what the work comes to, as if it had run alone. */
  readonly run: <T>(key: string, work: () => Promise<T>) => Promise<T>;
  /** How many works have not ended, all or those of one key. */
  readonly count: (key?: string) => number;
}

export function inOrder(): InOrder {
  const under = new Map<string, { readonly end: Promise<unknown>; readonly count: number }>();
  function leave(key: string): void {
    const line = under.get(key);
    if (line && line.count > 1) under.set(key, { ...line, count: line.count - 1 });
    else under.delete(key);
  }
  return {
    run: (key, work) => {
      const line = under.get(key);
      const result = (line?.end ?? Promise.resolve()).then(work).finally(() => leave(key));
      under.set(key, { end: result.catch(() => undefined), count: (line?.count ?? 0) + 1 });
      return result;
    },
    count: (key) =>
      key === undefined
        ? [...under.values()].reduce((sum, { count }) => sum + count, 0)
        : (under.get(key)?.count ?? 0),
  };
}
