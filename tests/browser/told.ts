import type { Workspace } from '../../src/ports/store.ts';

/** What the open web tells: no feed yet; the hosts whose pages may be mentioned are remembered. */
export function handMadeTold(): Pick<Workspace, 'subscriptions' | 'webmentions'> {
  let hosts: readonly string[] = [];
  return {
    subscriptions: { list: () => Promise.resolve([]) },
    webmentions: {
      hosts: () => Promise.resolve([...hosts]),
      setHosts: (named: readonly string[]) => Promise.resolve(void (hosts = named)),
      list: () => Promise.resolve([]),
    },
  } as unknown as Workspace;
}
