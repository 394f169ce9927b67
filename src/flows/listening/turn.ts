import type { NetworkId } from '../../core/ids.ts';
import { questionsPerDay } from '../../core/listening/pace.ts';
import { keyOfQuestion, questionsOf } from '../../core/listening/questions.ts';
import type { ListeningQuestion } from '../../core/listening/questions.ts';
import type { ListeningRule } from '../../core/listening/rule.ts';
import type { Listening } from '../../ports/listening.ts';
import type { Store, Workspace } from '../../ports/store.ts';
import { isMeant } from './hear.ts';
import { askable } from './searched.ts';
import type { Ways } from './searched.ts';

/** A question whose turn it is. */
export interface Due {
  readonly rule: string;
  readonly network: NetworkId;
  readonly question: ListeningQuestion;
  /** How it went before. */
  readonly before: Listening | undefined;
  /** What the installation may ask there in a day, and how many questions share that. */
  readonly day: { readonly allowed: number; readonly questions: number };
}

export interface Turn {
  readonly due: readonly Due[];
  /** When there is something to ask again; undefined: nothing is listened for. */
  readonly nextAt: Date | undefined;
}

/** So many questions are put together; then the next turn. */
const TOGETHER = 6;

/** How many installations share what the networks allow. */
export async function sharersOf(store: Pick<Store, 'installations'>): Promise<number> {
  return (await store.installations()).filter(({ status }) => status === 'active').length;
}

/**
 * Whose turn it is: what was never asked first, then what waits longest, of all rules and networks alike. What is taken
 * is counted at once against the day; where the day is spent, nothing more is.
 */
export async function takeTurn(w: Workspace, sharers: number, now: Date, ways: Ways): Promise<Turn> {
  const all = await questions(w, sharers, ways);
  const waiting = all.filter((one) => !one.before || one.before.nextAt <= now).toSorted(longest);
  const due: Due[] = [];
  for (const one of waiting) {
    if (due.length === TOGETHER) return { due, nextAt: now };
    const day = now.toISOString().slice(0, 10);
    if (await w.listening.claim(one.rule, one.network, day, one.day.allowed)) due.push(one);
  }
  const later = all.flatMap(({ before }) => (before && before.nextAt > now ? [before.nextAt.getTime()] : []));
  if (all.length === 0) return { due, nextAt: undefined };
  return { due, nextAt: new Date(later.length === 0 ? now.getTime() + HOUR_MS : Math.min(...later)) };
}

const HOUR_MS = 3_600_000;

const longest = (a: Due, b: Due) => (a.before?.nextAt.getTime() ?? 0) - (b.before?.nextAt.getTime() ?? 0);

async function questions(w: Workspace, sharers: number, ways: Ways): Promise<readonly Due[]> {
  const rules = (await w.listening.rules()).filter(({ on }) => on);
  if (rules.length === 0) return [];
  const { off } = (await w.governance.read()).settings;
  const before = new Map((await w.listening.asked()).map((one) => [placeOf(one), one]));
  return [...ways.manners.keys()]
    .filter((network) => !off.includes(network))
    .flatMap((network) => atNetwork(network, rules, sharers, ways))
    .map((one) => ({
      ...one,
      before: before.get(placeOf({ ...one, question: keyOfQuestion(one.question) })),
    }));
}

const placeOf = ({ rule, network, question }: Pick<Listening, 'rule' | 'network' | 'question'>) =>
  JSON.stringify([rule, network, question]);

function atNetwork(
  network: NetworkId,
  rules: readonly ListeningRule[],
  sharers: number,
  ways: Ways,
): readonly Omit<Due, 'before'>[] {
  const way = askable(network, ways);
  const allowed = way ? questionsPerDay(way.limits, sharers, way.own) : 0;
  if (!way || allowed === 0) return [];
  const all = rules
    .filter(({ wanted }) => isMeant(wanted, network))
    .flatMap(({ id, wanted }) => questionsOf(wanted, way.kinds).map((question) => ({ rule: id, question })));
  return all.map((one) => ({ ...one, network, day: { allowed, questions: all.length } }));
}

/** What an installation may ask a network in a day. */
export function allowedAt(network: NetworkId, sharers: number, ways: Ways): number | undefined {
  const way = askable(network, ways);
  return way && questionsPerDay(way.limits, sharers, way.own);
}
