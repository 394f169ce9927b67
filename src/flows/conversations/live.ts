import { Failure, POLICY } from '../../core/failure.ts';
import type { NetworkId } from '../../core/ids.ts';
import type { Post } from '../../core/post.ts';
import type { Mention } from '../../ports/listening.ts';
import type { Network } from '../../ports/network.ts';
import type { Pause } from '../../ports/runtime.ts';
import type { Manners } from '../tend.ts';

/** So many posts of others are read with a thread. */
const MOST = 100;
/** So long a reader waits for the network; then what is kept is shown, and what comes later is there the next time. */
const PATIENCE_MS = 4_000;

const SHOWN = 'what is kept is shown';

export interface LiveDeps {
  readonly networks: ReadonlyMap<NetworkId, Network>;
  readonly manners: ReadonlyMap<NetworkId, Manners>;
  readonly titles: ReadonlyMap<string, string>;
  readonly pause: Pause;
}

export interface Live {
  readonly said: readonly Mention[];
  /** Why there is nothing of it, as a line for the reader; absent of a network that shows no threads at all. */
  readonly trouble?: string;
}

/**
 * The conversation as its network shows it now, to whoever asks. It is not kept: what strangers say there is nobody's
 * record. A network that may not be asked, has nothing, fails, or takes its time, says so in a line.
 */
export async function readLive(post: Post, off: readonly NetworkId[], deps: LiveDeps): Promise<Live> {
  const { networks, manners, titles, pause } = deps;
  const title = titles.get(post.network) ?? post.network;
  const refused = refusalOf(title, off.includes(post.network), manners.get(post.network));
  if (refused !== undefined) return { said: [], trouble: refused };
  const network = networks.get(post.network);
  if (!network?.thread) return { said: [] };
  const waited = new AbortController();
  const tooLong = pause(PATIENCE_MS, waited.signal).then(() => {
    throw new Failure('unavailable', 'it takes its time');
  });
  const asking = network.thread(post, MOST);
  try {
    const said = await Promise.race([asking, tooLong]);
    if (said.length > 0) return { said };
    return { said, trouble: `Nothing of this conversation could be read on ${title} now; ${SHOWN}.` };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { said: [], trouble: `${title} ${POLICY[error.kind].say}; ${SHOWN}.` };
  } finally {
    waited.abort();
    // Whichever came later has nobody to tell.
    for (const late of [asking, tooLong]) late.catch(() => undefined);
  }
}

/** Of whom nothing may be kept without their consent, strangers gave none. */
function refusalOf(title: string, isOff: boolean, manners: Manners | undefined): string | undefined {
  if (isOff) return `${title} is switched off in the settings; ${SHOWN}.`;
  if (!manners?.terms.needsConsent) return undefined;
  return `What others say on ${title} is not read: ${manners.terms.clause.replace(/\.$/, '')}; ${SHOWN}.`;
}
