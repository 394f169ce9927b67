import type { InstallationId, NetworkId } from '../../core/ids.ts';
import type { AttentionEdge } from '../../core/influence/attention-edge.ts';
import type { AttentionAccount } from '../../core/influence/weighing.ts';
import type { Terms } from '../../core/terms.ts';
import type { Weigh } from '../../ports/attention.ts';
import type { Now } from '../../ports/runtime.ts';
import type { Store, Workspace } from '../../ports/store.ts';
import { pages } from './pages.ts';
import type { Inside } from './pages.ts';
import { scoreContacts } from './score-contacts.ts';

interface Deps {
  readonly store: Store;
  readonly manners: ReadonlyMap<NetworkId, { readonly terms: Terms }>;
  readonly weigh: Weigh;
  readonly now: Now;
}

/** What `Weighing` is asked through. */
type Elsewhere = Parameters<Parameters<Weigh>[1]>[0];

/** More than these are no neighbourhood of an account's contacts any more: what comes after them is left out. */
const MOST = { accounts: 1_000_000, edges: 5_000_000 } as const;
const DAY_MS = 86_400_000;
/** When it was last done. */
const DONE = 'attention';
/** So many are written at once. */
const PAGE = 1_000;

/**
 * Once a day: who on each network can be believed, as far as the installation's contacts lead to them, what the attention that
 * each receives comes to, and how that moves the influence of contacts' accounts. Networks whose terms let no figures be made,
 * or that an admin switched off, are left out, and nothing that was worked out of them before counts any more.
 *
 * It is read, worked out and written in pages, each in a transaction of its own. What stands of an account is whole at every
 * moment, today's or still yesterday's, and compared with no other's; should it end half-way, doing it again ends it.
 * While it goes on somewhere, beginning it again does nothing.
 */
export async function weighAttention(installation: InstallationId, deps: Deps): Promise<void> {
  const inside: Inside = (work) => deps.store.inside(installation, work);
  await deps.store.alone(`weighing of ${installation}`, async () => {
    await inside((w) => w.cursors.keep(DONE, '', deps.now()));
    for (const [network, { terms }] of deps.manners) {
      const { off } = (await inside((w) => w.governance.read())).settings;
      const now = deps.now();
      if (terms.mayDerive === false || off.includes(network)) await forget(inside, network, now);
      else await deps.weigh(now, (elsewhere) => weighNetwork(inside, network, elsewhere, now));
    }
  });
}

/** Sees to it that it is done once a day. */
export async function weighDaily(w: Workspace, now: Date): Promise<void> {
  const done = await w.cursors.keptAt(DONE);
  if (done && now.getTime() - done.getTime() < DAY_MS) return;
  await w.enqueue('weigh', [{ installation: w.installation }], { key: 'weigh' });
}

async function weighNetwork(inside: Inside, network: NetworkId, elsewhere: Elsewhere, now: Date) {
  let settled = await inside((w) => w.attention.settle(network));
  while (settled) {
    const after = settled;
    settled = await inside((w) => w.attention.settle(network, after));
  }
  if (await told(inside, network, elsewhere)) await keepWorked(inside, network, elsewhere, now);
  await forget(inside, network, now);
  await scoreContacts(inside, network, elsewhere);
}

/**
 * @returns whether there is anything to weigh: nobody can be believed where no contact is, and where nobody turns to anybody
 * there is nothing.
 */
async function told(inside: Inside, network: NetworkId, elsewhere: Elsewhere): Promise<boolean> {
  let [accounts, edges, linked] = [0, 0, false];
  for await (const page of pages<AttentionAccount>(inside, (w, after) =>
    w.attention.accounts(network, after?.id),
  )) {
    await elsewhere.accounts(page);
    linked ||= page.some((one) => one.linked);
    accounts += page.length;
    if (accounts >= MOST.accounts) break;
  }
  if (!linked) return false;
  for await (const page of pages<AttentionEdge>(inside, (w, after) => w.attention.of(network, after))) {
    await elsewhere.edges(page);
    edges += page.length;
    if (edges >= MOST.edges) break;
  }
  return edges > 0;
}

async function keepWorked(inside: Inside, network: NetworkId, elsewhere: Elsewhere, now: Date) {
  for (let from = 0; ; from += PAGE) {
    const worked = await elsewhere.worked(from, PAGE);
    if (worked.length === 0) return;
    await inside((w) => w.attention.keepStandings(network, worked, now));
  }
}

async function forget(inside: Inside, network: NetworkId, before: Date): Promise<void> {
  while (await inside((w) => w.attention.forgetStandings(network, before)));
}
