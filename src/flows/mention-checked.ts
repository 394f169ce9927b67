import { Failure, POLICY } from '../core/failure.ts';
import type { ContactId, InstallationId } from '../core/ids.ts';
import type { Webmention } from '../core/webmention.ts';
import type { Now } from '../ports/runtime.ts';
import type { Store, Workspace } from '../ports/store.ts';
import type { Mentioning, Settled } from '../ports/webmentions.ts';
import { apply } from './take-in-posts.ts';

type Deps = Parameters<typeof apply>[3] & { readonly store: Store; readonly now: Now };

/** What looking at the page led to: what it says, why nothing is kept, or that it may be looked at later. */
type Seen = { readonly found: Mentioning } | { readonly none: string } | { readonly later: string };

const HOUR_MS = 3_600_000;
/** What could not be looked at for so long is let go: nobody can say that it still stands. */
const UNSEEN_MS = 23 * HOUR_MS;

/**
 * Looks at the page that is said to mention one of the customer's. What it really says is kept as a post of its author,
 * or as it says it now; what it does not say any more goes. Nothing of what the sender told is believed.
 */
export async function lookAtMention(installation: InstallationId, id: string, deps: Deps): Promise<void> {
  const mention = await deps.store.inside(installation, (w) => w.webmentions.find(id));
  if (!mention) return;
  const seen = await lookAt(installation, mention, deps);
  const concerned = await deps.store.inside(installation, (w) => settle(w, mention, seen, deps));
  for (const contact of concerned) deps.forget(installation, contact);
}

async function lookAt(
  installation: InstallationId,
  { id, source, target }: Webmention,
  { store, networks }: Deps,
): Promise<Seen> {
  const { off } = (await store.inside(installation, (w) => w.governance.read())).settings;
  const reader = [...networks].find(([network, one]) => one.mentioning && !off.includes(network))?.[1];
  if (!reader?.mentioning) return { none: 'Websites are not asked.' };
  try {
    const told = { source: new URL(source), target: new URL(target), name: id };
    const found = await reader.mentioning(told);
    return found ? { found } : { none: 'The page is not there, or does not link to the target.' };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const says = `The page could not be read: ${error.message}.`;
    return POLICY[error.kind].retry ? { later: says } : { none: says };
  }
}

/** @returns the contacts whose records say something else now. */
async function settle(
  w: Workspace,
  mention: Webmention,
  seen: Seen,
  deps: Deps,
): Promise<readonly ContactId[]> {
  const now = deps.now();
  if ('found' in seen) return keep(w, mention, seen.found, deps);
  const { post, checkedAt } = mention;
  const isRecent = checkedAt !== undefined && now.getTime() - checkedAt.getTime() < UNSEEN_MS;
  if (post && 'later' in seen && isRecent) {
    await w.webmentions.settle(mention.id, { state: 'kept', post }, checkedAt);
    return [];
  }
  const says = 'later' in seen ? seen.later : seen.none;
  await w.webmentions.settle(mention.id, { state: post ? 'gone' : 'refused', says }, now);
  return post ? takeBack(w, mention, post, deps) : [];
}

async function keep(w: Workspace, mention: Webmention, found: Mentioning, deps: Deps) {
  const { network, id, profile } = found.post;
  const now = deps.now();
  const before = mention.post && mention.post.id !== id ? mention.post : undefined;
  const gone = before ? await takeBack(w, mention, before, deps) : [];
  const event = {
    kind: 'said',
    id: `mention ${mention.id} ${now.toISOString()}`,
    at: now,
    ...found,
  } as const;
  const contacts = await apply(w, [event], [], deps);
  const isKept = (await w.profiles.find(found.by)) !== undefined;
  const settled: Settled = isKept
    ? { state: 'kept', post: { network, profile, id } }
    : { state: 'refused', says: 'Its author is not listened to.' };
  await w.webmentions.settle(mention.id, settled, now);
  return [...gone, ...contacts];
}

function takeBack(w: Workspace, { id }: Webmention, post: NonNullable<Webmention['post']>, deps: Deps) {
  const at = deps.now();
  const event = {
    kind: 'unsaid',
    id: `mention ${id} gone`,
    at,
    network: post.network,
    post: post.id,
  } as const;
  return apply(w, [event], [], deps);
}
