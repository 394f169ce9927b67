import type { Workspace } from '../../ports/store.ts';

/** Does something in a transaction of its own. */
export type Inside = <T>(work: (w: Workspace) => Promise<T>) => Promise<T>;

/** What is read page by page, each page in a transaction of its own, until one is empty. */
export async function* pages<T>(
  inside: Inside,
  read: (w: Workspace, after: T | undefined) => Promise<readonly T[]>,
): AsyncGenerator<readonly T[]> {
  let after: T | undefined;
  for (;;) {
    const last = after;
    const page = await inside((w) => read(w, last));
    if (page.length === 0) return;
    yield page;
    after = page.at(-1);
  }
}
