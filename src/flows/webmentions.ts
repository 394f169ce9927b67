import { readNotification } from '../core/webmention.ts';
import type { Webmention } from '../core/webmention.ts';
import type { InstallationId } from '../core/ids.ts';
import type { Now } from '../ports/runtime.ts';
import type { Store, Workspace } from '../ports/store.ts';

interface Deps {
  readonly store: Store;
  readonly now: Now;
}

/** What became of a notification: kept, or why not. `closed`: no host was named whose pages may be mentioned. */
type Received = 'kept' | 'closed' | 'too many' | { readonly refused: string };

/** What senders and admins have to do with mentions of the customer's own pages. */
export interface Webmentions {
  /** Kept durably; the page is looked at later. */
  receive(
    at: InstallationId,
    told: { readonly source?: string | undefined; readonly target?: string | undefined },
  ): Promise<Received>;
  list(
    at: InstallationId,
    limit: number,
  ): Promise<{ readonly hosts: readonly string[]; readonly mentions: readonly Webmention[] }>;
  setHosts(at: InstallationId, hosts: readonly string[]): Promise<void>;
}

/** So many may wait to be looked at: each is a page of somebody's choosing. */
const MOST_WAITING = 1_000;

export function openWebmentions({ store, now }: Deps): Webmentions {
  return {
    receive: (at, told) => store.inside(at, (w) => receive(w, told, now())),
    list: (at, limit) =>
      store.inside(at, async (w) => ({
        hosts: await w.webmentions.hosts(),
        mentions: await w.webmentions.list(limit),
      })),
    setHosts: (at, hosts) => store.inside(at, (w) => w.webmentions.setHosts([...new Set(hosts)])),
  };
}

async function receive(
  w: Workspace,
  told: Parameters<typeof readNotification>[0],
  now: Date,
): Promise<Received> {
  const hosts = await w.webmentions.hosts();
  if (hosts.length === 0) return 'closed';
  const read = readNotification(told, hosts);
  if ('refused' in read) return read;
  if ((await w.webmentions.waiting()) >= MOST_WAITING) return 'too many';
  await lookSoon(w, await w.webmentions.tell(read.source, read.target, now));
  return 'kept';
}

const lookSoon = (w: Workspace, mention: string) =>
  w.enqueue('mention', [{ installation: w.installation, mention }], { key: mention });

const HOUR_MS = 3_600_000;
/** A page that was taken away may be gone without a word: each is looked at again so often. */
const AGAIN_MS = 12 * HOUR_MS;
const TOGETHER = 200;

/** Looks again at what is kept, and forgets what came to nothing. @param forgotten what was settled before. */
export async function tendMentions(w: Workspace, now: Date, forgotten: Date): Promise<void> {
  const since = new Date(now.getTime() - AGAIN_MS);
  for (const id of await w.webmentions.unchecked(since, TOGETHER)) await lookSoon(w, id);
  await w.webmentions.forget(forgotten);
}
