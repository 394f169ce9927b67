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

export interface LiveDeps {
  readonly networks: ReadonlyMap<NetworkId, Network>;
  readonly manners: ReadonlyMap<NetworkId, Manners>;
  readonly titles: ReadonlyMap<string, string>;
  readonly pause: Pause;
}

export interface Live {
  readonly said: readonly Mention[];
  /** Why there is nothing of it, as a line for the reader. */
  readonly trouble?: string;
}

/**
 * The conversation as its network shows it now, to whoever asks. It is not kept: what strangers say there is nobody's
 * record. A network that fails, or takes its time, says so in a line.
 */
export async function readLive(post: Post, off: readonly NetworkId[], deps: LiveDeps): Promise<Live> {
  const { networks, manners, titles, pause } = deps;
  const network = networks.get(post.network);
  const terms = manners.get(post.network)?.terms;
  // Of whom nothing may be kept without their consent, strangers gave none.
  if (!network?.thread || off.includes(post.network) || terms?.needsConsent) return { said: [] };
  const waited = new AbortController();
  const tooLong = pause(PATIENCE_MS, waited.signal).then(() => {
    throw new Failure('unavailable', 'it takes its time');
  });
  const asking = network.thread(post, MOST);
  try {
    return { said: await Promise.race([asking, tooLong]) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const title = titles.get(post.network) ?? post.network;
    return { said: [], trouble: `${title} ${POLICY[error.kind].say}; what is kept is shown.` };
  } finally {
    waited.abort();
    // Whichever came later has nobody to tell.
    for (const late of [asking, tooLong]) late.catch(() => undefined);
  }
}
