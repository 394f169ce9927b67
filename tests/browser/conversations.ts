import { ADDRESS_GRAMMARS, NETWORKS } from '../../connectors/index.ts';
import { DEFAULTS } from '../../src/core/governance/settings.ts';
import type { Settings } from '../../src/core/governance/settings.ts';
import { keyOf } from '../../src/core/profile.ts';
import type { RecordFacts } from '../../src/core/record/facts.ts';
import { openConversations } from '../../src/flows/conversations/open-conversations.ts';
import type { Conversations } from '../../src/flows/conversations/open-conversations.ts';
import type { LanguageModel } from '../../src/ports/language-model.ts';
import type { Mention } from '../../src/ports/listening.ts';
import type { Store, Workspace } from '../../src/ports/store.ts';
import type { SaidBy, ThreadRows } from '../../src/ports/threads.ts';

interface Told {
  readonly titles: ReadonlyMap<string, string>;
  /** What others say in the threads of Bluesky. */
  readonly others?: readonly Mention[];
  readonly settings?: Partial<Settings>;
  readonly model?: LanguageModel;
}

/** The threads of the hand-made people, read by the real use case out of what a test put there. */
export function handMadeConversations(
  facts: ReadonlyMap<string, RecordFacts>,
  { titles, others = [], settings = {}, model }: Told,
): Conversations {
  const said = (): readonly SaidBy[] =>
    [...facts.values()].flatMap(({ posts, profiles }) => {
      const by = new Map(profiles.map((one) => [keyOf(one), one]));
      return posts.flatMap((post) => {
        const author = by.get(keyOf({ network: post.network, id: post.profile }));
        return author ? [{ post, by: author }] : [];
      });
    });
  const threads: ThreadRows = {
    find: async ({ network, id }) => said().find(({ post }) => post.network === network && post.id === id),
    saidIn: async (asked) =>
      said().filter(({ post }) =>
        asked.some(({ network, id }) => network === post.network && id === post.conversation),
      ),
    joinedBy: () => Promise.resolve([]),
    welcome: async (shown) => shown,
  };
  const workspace = {
    threads,
    governance: { read: async () => ({ settings: { ...DEFAULTS, ...settings } }) },
    posts: { of: async () => [] },
  } as Partial<Record<keyof Workspace, object>> as Workspace;
  const store = {
    recordRows: async (_installation: unknown, id: string) => facts.get(id),
    inside: (_installation: unknown, work: (w: Workspace) => unknown) => work(workspace),
  } as Partial<Record<keyof Store, unknown>> as Store;
  const network = { profile: async () => undefined, thread: async () => others };
  return openConversations({
    ...{ store, titles, model, grammars: ADDRESS_GRAMMARS, pause: () => new Promise(() => undefined) },
    networks: new Map(NETWORKS.filter(({ id }) => id === 'bluesky').map(({ id }) => [id, network])),
    manners: new Map(NETWORKS.map((one) => [one.id, one])),
  });
}
