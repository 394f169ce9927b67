import type { InstallationId, NetworkId, ProfileId } from '../../core/ids.ts';
import { volumeAt } from '../../core/influence/attention-edge.ts';
import { attentionStandings } from '../../core/influence/attention-standing.ts';
import type { AttentionStandings } from '../../core/influence/attention-standing.ts';
import { numbered } from '../../core/influence/numbered.ts';
import type { Numbered } from '../../core/influence/numbered.ts';
import type { Terms } from '../../core/terms.ts';
import type { Now } from '../../ports/runtime.ts';
import type { Store, Workspace } from '../../ports/store.ts';
import { scoreContacts } from './score-contacts.ts';

interface Deps {
  readonly store: Store;
  readonly manners: ReadonlyMap<NetworkId, { readonly terms: Terms }>;
  readonly now: Now;
}

/** Of a contact's account the first so many are named. */
const ENGAGERS = 5;
/** More than these are no neighbourhood of an account's contacts any more: what comes after them is left out. */
const MOST = { accounts: 1_000_000, edges: 5_000_000 } as const;
const DAY_MS = 86_400_000;
/** When it was last done. */
const DONE = 'attention';
/** So many are written at once. */
const PAGE = 5_000;

/**
 * Once a day: who on each network can be believed, as far as the installation's contacts lead to them, what the attention that
 * each receives comes to, and how that moves the influence of contacts' accounts. Networks whose terms let no figures be made,
 * or that an admin switched off, are left out, and nothing that was worked out of them before counts any more.
 */
export async function weighAttention(installation: InstallationId, deps: Deps): Promise<void> {
  await deps.store.inside(installation, (w) => w.cursors.keep(DONE, '', deps.now()));
  for (const [network, { terms }] of deps.manners) {
    await deps.store.inside(installation, async (w) => {
      const { off } = (await w.governance.read()).settings;
      const now = deps.now();
      if (terms.mayDerive !== false && !off.includes(network)) await weigh(w, network, now);
      await w.attention.forgetStandings(network, now);
      if (terms.mayDerive !== false && !off.includes(network)) await scoreContacts(w, network);
    });
  }
}

/** Sees to it that it is done once a day. */
export async function weighDaily(w: Workspace, now: Date): Promise<void> {
  const done = await w.cursors.keptAt(DONE);
  if (done && now.getTime() - done.getTime() < DAY_MS) return;
  await w.enqueue('weigh', [{ installation: w.installation }], { key: 'weigh' });
}

async function weigh(w: Workspace, network: NetworkId, now: Date): Promise<void> {
  await w.attention.settle(network);
  const { graph, contacts, followers } = await accountsOf(w, network);
  // Nobody can be believed where no contact is, and where nobody turns to anybody there is nothing to weigh.
  if (contacts.length === 0 || !(await addEdges(w, network, graph, now))) return;
  const standings = attentionStandings({
    accounts: graph.ids.length,
    edges: graph.edges(),
    contacts,
    followers: Float64Array.from(followers),
  });
  await keepAll(w, network, graph.ids, new Set(contacts), standings, now);
}

async function accountsOf(w: Workspace, network: NetworkId) {
  const graph = numbered<ProfileId>();
  const [contacts, followers]: [number[], number[]] = [[], []];
  for await (const page of w.attention.accounts(network)) {
    for (const one of page) {
      followers.push(one.followers ?? NaN);
      const account = graph.account(one.id);
      if (one.linked) contacts.push(account);
    }
    if (graph.ids.length >= MOST.accounts) break;
  }
  return { graph, contacts, followers };
}

/** @returns whether there was any. */
async function addEdges(
  w: Workspace,
  network: NetworkId,
  graph: Numbered<ProfileId>,
  now: Date,
): Promise<boolean> {
  let edges = 0;
  for await (const page of w.attention.of(network)) {
    for (const edge of page) graph.edge(edge.giver, edge.receiver, volumeAt(edge, now));
    edges += page.length;
    if (edges >= MOST.edges) break;
  }
  return edges > 0;
}

async function keepAll(
  w: Workspace,
  network: NetworkId,
  ids: readonly ProfileId[],
  contacts: ReadonlySet<number>,
  { of, engagersOf }: AttentionStandings,
  now: Date,
): Promise<void> {
  const named = (account: number) => ids.slice(account, account + 1);
  for (let from = 0; from < ids.length; from += PAGE) {
    const worked = ids.slice(from, from + PAGE).map((id, at) => ({
      id,
      standing: of(from + at),
      engagers: contacts.has(from + at) ? engagersOf(from + at, ENGAGERS).flatMap(named) : [],
    }));
    await w.attention.keepStandings(network, worked, now);
  }
}
