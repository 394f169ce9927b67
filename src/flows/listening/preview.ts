import { Failure, POLICY } from '../../core/failure.ts';
import type { InstallationId, NetworkId } from '../../core/ids.ts';
import { questionsOf } from '../../core/listening/questions.ts';
import type { WantedListening } from '../../core/listening/rule.ts';
import { declined } from '../../core/profile.ts';
import type { Profile } from '../../core/profile.ts';
import type { ReadPost } from '../../core/record/facts.ts';
import { readerOf } from '../reader.ts';
import { foreseeAdding } from './foresee-adding.ts';
import type { ForeseenAdding } from './foresee-adding.ts';
import { hearing } from './hear.ts';
import type { ListenDeps } from './listen.ts';
import { askable } from './searched.ts';
import { allowedAt, sharersOf } from './turn.ts';

/** A post that a rule would hear. */
interface Foreheard {
  readonly post: ReadPost;
  readonly by: Profile;
  readonly because: readonly string[];
}

/** What a rule would have heard. */
export interface HearingPreview {
  /** Of what is known of the last 30 days. */
  readonly known: {
    readonly of: number;
    readonly heard: number;
    readonly byNetwork: readonly { readonly network: NetworkId; readonly heard: number }[];
    readonly newest: readonly Foreheard[];
  };
  /** Whom it would add to the CRM of those; absent where it adds nobody. */
  readonly adds?: ForeseenAdding;
  /** What one network answers now; nothing of it is kept. */
  readonly live?: {
    readonly network: NetworkId;
    readonly found: number;
    readonly heard: readonly Foreheard[];
    readonly trouble?: string;
  };
}

const DAYS_MS = 30 * 86_400_000;
const MOST = 5_000;
const SHOWN = 10;
const LIVE = 20;

/** What a rule would have heard of what is known, and what a network answers to its first question. */
export async function previewOf(
  at: InstallationId,
  wanted: WantedListening,
  live: NetworkId | undefined,
  deps: ListenDeps,
): Promise<HearingPreview> {
  const since = new Date(deps.now().getTime() - DAYS_MS);
  const all = await deps.store.inside(at, (w) => w.listening.known(since, MOST));
  const heard = heardOf(all, wanted);
  const { adds } = wanted;
  const adding = adds && (await deps.store.inside(at, (w) => foreseeAdding(w, adds, heard, deps)));
  const by = Map.groupBy(heard, ({ post }) => post.network);
  return {
    known: {
      ...{ of: all.length, heard: heard.length, newest: heard.slice(0, SHOWN) },
      byNetwork: [...by].map(([network, posts]) => ({ network, heard: posts.length })),
    },
    ...(adding && { adds: adding }),
    ...(live !== undefined && { live: await sample(at, wanted, live, deps) }),
  };
}

function heardOf(
  all: readonly { readonly post: ReadPost; readonly by: Profile; readonly tags?: readonly string[] }[],
  wanted: WantedListening,
): readonly Foreheard[] {
  const hears = hearing(wanted);
  return all.flatMap((one) => {
    const because = one.by.reserved || declined(one.by, 'search') ? undefined : hears(one.post, one.tags);
    return because ? [{ ...one, because }] : [];
  });
}

/** Counted like any question: under no rule, since there is none yet. */
const NO_RULE = '00000000-0000-0000-0000-000000000000';

async function sample(
  at: InstallationId,
  wanted: WantedListening,
  network: NetworkId,
  deps: ListenDeps,
): Promise<NonNullable<HearingPreview['live']>> {
  const nothing = (trouble: string) => ({ network, found: 0, heard: [], trouble });
  const way = askable(network, deps);
  if (!way) return nothing('cannot be searched');
  const [question] = questionsOf(wanted, way.kinds);
  if (!question) return nothing('is asked for hashtags only, and the rule names none');
  const allowed = allowedAt(network, await sharersOf(deps.store), deps) ?? 0;
  const day = deps.now().toISOString().slice(0, 10);
  const isLeft = await deps.store.inside(at, (w) => w.listening.claim(NO_RULE, network, day, allowed));
  if (!isLeft) return nothing('was asked as often today as it may be');
  const since = new Date(deps.now().getTime() - DAYS_MS);
  try {
    const found = await way.mentions(question, { since, limit: LIVE });
    const mayDerive = deps.manners.get(network)?.terms.mayDerive ?? true;
    const reads = await deps.store.inside(at, readerOf);
    const read = found.map((one) => ({ ...one, post: mayDerive ? reads(one.post) : one.post }));
    const anywhere = { ...wanted, networks: [] };
    return { network, found: found.length, heard: heardOf(read, anywhere).slice(0, SHOWN) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return nothing(POLICY[error.kind].say);
  }
}
