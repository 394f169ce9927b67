import { Failure, POLICY } from '../../core/failure.ts';
import type { InstallationId } from '../../core/ids.ts';
import { askAgainAfter } from '../../core/listening/pace.ts';
import { keyOfQuestion } from '../../core/listening/questions.ts';
import type { Listening, Mention } from '../../ports/listening.ts';
import type { Now } from '../../ports/runtime.ts';
import type { Store } from '../../ports/store.ts';
import { hasLeft } from '../while-installed.ts';
import { keepHeard } from './keep-heard.ts';
import { listenIn } from './rounds.ts';
import { sharersOf, takeTurn } from './turn.ts';
import type { Due } from './turn.ts';
import type { Ways } from './searched.ts';

export type ListenDeps = Ways & { readonly store: Store; readonly now: Now };

/** So far back the first question goes, and so much of what was asked for before is asked for again: indexes are late. */
const BACK = { firstMs: 7 * 86_400_000, againMs: 15 * 60_000 } as const;
/** Of one answer so many are looked at. */
const LIMIT = 50;
const SECONDS = { least: 1, most: 3_600 } as const;

/**
 * Puts the questions whose turn it is to the networks that can be searched, keeps what is meant, and comes back when
 * the next one is due. A network that fails is asked again later; only a bug ends the turn. Where Kith was uninstalled
 * nothing is asked, and nothing comes back.
 */
export async function listen(installation: InstallationId, deps: ListenDeps): Promise<void> {
  if (await hasLeft(deps.store, installation)) return;
  const sharers = await sharersOf(deps.store);
  const turn = await deps.store.inside(installation, (w) => takeTurn(w, sharers, deps.now(), deps));
  await Promise.all(turn.due.map((one) => put(installation, one, deps)));
  const { nextAt } = turn;
  if (nextAt === undefined) return;
  const seconds = Math.ceil((nextAt.getTime() - deps.now().getTime()) / 1000);
  await deps.store.inside(installation, (w) =>
    listenIn(w, Math.min(SECONDS.most, Math.max(SECONDS.least, seconds))),
  );
}

async function put(installation: InstallationId, due: Due, deps: ListenDeps): Promise<void> {
  const at = deps.now();
  const { before } = due;
  const until = before?.heardUntil?.getTime();
  const since = new Date(until === undefined ? at.getTime() - BACK.firstMs : until - BACK.againMs);
  const answer = await asked(due, since, deps);
  await deps.store.inside(installation, async (w) => {
    const brought = answer.found ? await keepHeard(w, answer.found, at, deps) : new Map<string, number>();
    const minutes = askAgainAfter(before?.everyMinutes, brought.get(due.rule) ?? 0, due.day);
    await w.listening.keepAsked(stateOf(due, at, minutes, answer));
  });
}

type Answered =
  | { readonly found: readonly Mention[]; readonly trouble?: undefined }
  | { readonly found?: undefined; readonly trouble: string; readonly waitMs: number };

async function asked({ network, question }: Due, since: Date, { networks }: ListenDeps): Promise<Answered> {
  try {
    return { found: (await networks.get(network)?.mentions?.(question, { since, limit: LIMIT })) ?? [] };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { trouble: POLICY[error.kind].say, waitMs: error.retryAfterMs ?? 0 };
  }
}

function stateOf(due: Due, at: Date, minutes: number, answer: Answered): Listening {
  const { found = [], trouble } = answer;
  const newest = found.reduce((last, { post }) => Math.max(last, post.publishedAt.getTime()), 0);
  const pause = Math.max(minutes * 60_000, answer.found ? 0 : answer.waitMs);
  return {
    ...{ rule: due.rule, network: due.network, question: keyOfQuestion(due.question) },
    ...{ askedAt: at, nextAt: new Date(at.getTime() + pause), everyMinutes: minutes },
    ...(newest > 0 && { heardUntil: new Date(Math.min(newest, at.getTime())) }),
    isMore: found.length >= LIMIT,
    ...(trouble !== undefined && { trouble }),
  };
}
