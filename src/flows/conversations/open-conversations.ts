import { readPost } from '../../core/conversation/read-post.ts';
import { show } from '../../core/conversation/thread/show.ts';
import type { Conversation, ModelSummary, Side } from '../../core/conversation/thread/conversation.ts';
import { renamed } from '../../core/conversation/thread/renamed.ts';
import { spellingsOf } from '../../core/conversation/thread/spelling.ts';
import { threadOf } from '../../core/conversation/thread/thread.ts';
import type { Thread } from '../../core/conversation/thread/thread.ts';
import { postKey } from '../../core/conversation/thread/utterance.ts';
import type { Settings } from '../../core/governance/settings.ts';
import type { AddressGrammar } from '../../core/identity/address.ts';
import { readAddress } from '../../core/identity/read-address.ts';
import type { ContactId, InstallationId, NetworkId } from '../../core/ids.ts';
import { keyOf } from '../../core/profile.ts';
import type { Profile } from '../../core/profile.ts';
import type { RecordFacts } from '../../core/record/facts.ts';
import { isLive, linked } from '../../core/record/profiles.ts';
import { isQuotable } from '../../core/record/speaking.ts';
import type { LanguageModel } from '../../ports/language-model.ts';
import type { Store, Workspace } from '../../ports/store.ts';
import type { PostKey, SaidBy } from '../../ports/threads.ts';
import { summariseBy } from './by-model.ts';
import { gather } from './gather.ts';
import { readLive } from './live.ts';
import type { LiveDeps } from './live.ts';

export interface ConversationDeps extends LiveDeps {
  readonly store: Store;
  readonly grammars: readonly AddressGrammar[];
  /** Absent where none was set up. */
  readonly model?: LanguageModel | undefined;
}

/** Which thread is read, and on whose record. */
export interface Asked {
  readonly contact: ContactId;
  /** Any post of it. */
  readonly post: PostKey;
  /** The page that shows it is a frame. */
  readonly framed: boolean;
}

export interface Conversations {
  /** Undefined where the contact, or a post of theirs in such a conversation, is not known. */
  readonly read: (installation: InstallationId, asked: Asked) => Promise<Conversation | undefined>;
  /** What a language model makes of it; `off` where none was set up, or no admin switched it on. */
  readonly summariseByModel: (
    installation: InstallationId,
    asked: Asked,
  ) => Promise<ModelSummary | 'off' | undefined>;
}

export function openConversations(deps: ConversationDeps): Conversations {
  return {
    read: async (installation, asked) => {
      const read = await readThread(installation, asked, deps);
      return read && show(read.thread, showingOf(read, deps));
    },
    summariseByModel: async (installation, asked) => {
      const read = await readThread(installation, asked, deps);
      if (!read) return undefined;
      if (!deps.model || !read.settings.model) return 'off';
      const { thread, authors, facts } = read;
      const { sideOf } = showingOf(read, deps);
      const of = { posts: thread.posts, authors, contactName: facts.contact.name, sideOf };
      return summariseBy(deps.model, { ...of, manners: deps.manners, titles: deps.titles });
    },
  };
}

/** A thread with what is needed to show it. */
export interface Read {
  readonly thread: Thread;
  readonly facts: RecordFacts;
  readonly settings: Settings;
  readonly authors: ReadonlyMap<string, Profile>;
  readonly kept: ReadonlySet<string>;
  readonly trouble: readonly string[];
}

/** What is kept of a thread, and what its network shows of it now, as one. */
export async function readThread(
  installation: InstallationId,
  asked: Asked,
  deps: ConversationDeps,
): Promise<Read | undefined> {
  const { store, manners } = deps;
  const facts = await store.recordRows(installation, asked.contact);
  if (!facts) return undefined;
  const own = accountsOf(facts).filter(isQuotable);
  const spellings = new Map(
    [...manners].flatMap(([id, one]) => (one.spellings ? [[id, one.spellings]] : [])),
  );
  const found = await store.inside(installation, async (w) => {
    const start = await startOf(w, asked.post);
    const { settings } = await w.governance.read();
    return start && { start, settings, kept: await gather(w, start, { own, spellings }) };
  });
  if (!found) return undefined;
  const { start, settings } = found;
  const live = await readLive(start.post, settings.off, deps);
  const welcome = await store.inside(installation, (w) => w.threads.welcome(live.said));
  const here = welcome.map((one) => readHere(one, deps));
  const { said, lines } = shownOf([...renamed(found.kept, here), ...here], asked, deps);
  const kept = new Set(found.kept.map(({ post }) => postKey(post)));
  const persons = new Set(own.map(keyOf));
  const thread = threadOf(
    said.map(({ post, by }) => ({
      post,
      person: persons.has(keyOf(by)) ? asked.contact : keyOf(by),
      at: spellingsOf(post.url, by, spellings.get(post.network) ?? []),
    })),
    postKey(start.post),
  );
  // A thread without them is nothing of their record.
  if (!thread.posts.some(({ person }) => person === asked.contact)) return undefined;
  const authors = new Map(said.map(({ by }) => [keyOf(by), by]));
  const trouble = [...(live.trouble === undefined ? [] : [live.trouble]), ...lines];
  return { thread, facts, settings, authors, kept, trouble };
}

const accountsOf = (facts: RecordFacts): readonly Profile[] =>
  linked(facts)
    .filter(isLive)
    .map(({ profile }) => profile);

/** The post that is asked for; where that is not kept, the first that is of the conversation it would begin. */
async function startOf(w: Workspace, post: PostKey): Promise<SaidBy | undefined> {
  return (await w.threads.find(post)) ?? (await w.threads.saidIn([post], 1))[0];
}

function readHere({ post, by }: SaidBy, { manners }: ConversationDeps): SaidBy {
  const mayDerive = manners.get(post.network)?.terms.mayDerive ?? true;
  return { post: mayDerive ? { ...post, reading: readPost(post.text, post.statedLanguage) } : post, by };
}

/** Without whoever may not be quoted, and in a frame without what may not be shown in one. What is kept goes first. */
function shownOf(
  all: readonly SaidBy[],
  { framed }: Asked,
  { manners, titles }: ConversationDeps,
): { readonly said: readonly SaidBy[]; readonly lines: readonly string[] } {
  const known = new Map<string, SaidBy>();
  for (const one of all) if (!known.has(postKey(one.post))) known.set(postKey(one.post), one);
  const isFramed = (network: NetworkId) => !framed || (manners.get(network)?.terms.mayShowInFrame ?? true);
  const quotable = [...known.values()].filter(({ by }) => isQuotable(by));
  const said = quotable.filter(({ post }) => isFramed(post.network));
  const hidden = new Set(quotable.map(({ post }) => post.network).filter((network) => !isFramed(network)));
  const lines = [...hidden].map((network) => {
    const clause = manners.get(network)?.terms.clause.replace(/\.$/, '');
    return `${titles.get(network) ?? network} is not shown in a frame: ${clause}; the rest is shown.`;
  });
  return { said, lines };
}

function showingOf(
  { facts, settings, authors, kept, trouble }: Read,
  { titles, manners, grammars, model }: ConversationDeps,
): Parameters<typeof show>[1] {
  const { contact } = facts;
  const theirs = new Set(accountsOf(facts).map(keyOf));
  const ours = new Set(settings.ours.flatMap((written) => readAddress(written, grammars)?.url ?? []));
  const sideOf = (by: Profile): Side => {
    if (theirs.has(keyOf(by))) return 'theirs';
    const at = readAddress(by.url, grammars) ?? readAddress(`${by.network}:${by.handle}`, grammars);
    return at && ours.has(at.url) ? 'ours' : 'others';
  };
  return {
    contact: { id: contact.id, ...(contact.name !== undefined && { name: contact.name }) },
    ...{ titles, authors, sideOf, trouble },
    ...(model && settings.model && { model: { name: model.name, host: model.host } }),
    isKept: (key) => kept.has(key),
    mayDerive: (network) => manners.get(network as NetworkId)?.terms.mayDerive ?? true,
  };
}
