import type { Candidate } from '../../core/record/candidate.ts';
import type { CustomerRecord } from '../../core/record/record.ts';
import type { ReviewPage } from '../../http/shapes.ts';

/** What a person may do about a candidate here. */
export type Did = 'confirmed' | 'rejected' | 'skipped';

interface Waiting {
  readonly candidate: Candidate;
  readonly skipped?: true;
  /** Why an earlier answer about it was not kept. */
  readonly trouble?: string;
}

export interface Step {
  readonly candidate: Candidate;
  readonly did: Did;
}

/**
 * One sitting over the review queue. The candidate that is shown changes by what its reader does and by nothing else:
 * a key that is pressed must mean the one that was looked at.
 */
export interface Sitting {
  /** The first is shown; those skipped come round at the end. */
  readonly waiting: readonly Waiting[];
  /** What was done, oldest first; undo takes the last. */
  readonly steps: readonly Step[];
  /** Candidates that wait in Kith and were not sent yet. */
  readonly beyond: number;
  /** Whether the queue was read at all. */
  readonly read: boolean;
}

export const FRESH: Sitting = { waiting: [], steps: [], beyond: 0, read: false };

/** One string for a candidate's link. */
export function linkOf({ contact, profile }: Candidate): string {
  return `${contact.id} ${profile.network}:${profile.id}`;
}

/**
 * Kith was asked for the queue again: what is new waits before what was skipped.
 * @param settled nothing was said while it answered, so what is missing in a whole answer is really gone.
 */
export function arrived(sitting: Sitting, { total, items }: ReviewPage, settled: boolean): Sitting {
  const there = new Map(items.map((one) => [linkOf(one), one]));
  const gone = (link: string) => settled && items.length >= total && !there.has(link);
  const [shown, ...others] = sitting.waiting;
  const still = others
    .filter(({ candidate }) => !gone(linkOf(candidate)))
    .map((one) => ({ ...one, candidate: there.get(linkOf(one.candidate)) ?? one.candidate }));
  const known = [...sitting.waiting, ...sitting.steps.filter(isAnswer)].map(({ candidate }) =>
    linkOf(candidate),
  );
  const added = items
    .filter((one) => !known.includes(linkOf(one)))
    .map((candidate): Waiting => ({ candidate }));
  return {
    ...sitting,
    waiting: [
      ...(shown ? [shown] : []),
      ...still.filter(isFirstTime),
      ...added,
      ...still.filter((one) => !isFirstTime(one)),
    ],
    beyond: Math.max(0, total - items.length),
    read: true,
  };
}

const isFirstTime = ({ skipped }: Waiting) => skipped === undefined;
const isAnswer = ({ did }: Step) => did !== 'skipped';

/** Something was done about the candidate that is shown; the next one is. */
export function done(sitting: Sitting, did: Did): Sitting {
  const [shown, ...rest] = sitting.waiting;
  if (!shown) return sitting;
  const { candidate } = shown;
  return {
    ...sitting,
    waiting: did === 'skipped' ? [...rest, { candidate, skipped: true }] : rest,
    steps: [...sitting.steps, { candidate, did }],
  };
}

/** The last step is taken back: its candidate is shown again. */
export function undone(sitting: Sitting): Sitting {
  const last = sitting.steps.at(-1);
  if (!last) return sitting;
  const others = sitting.waiting.filter(({ candidate }) => linkOf(candidate) !== linkOf(last.candidate));
  return {
    ...sitting,
    waiting: [{ candidate: last.candidate }, ...others],
    steps: sitting.steps.slice(0, -1),
  };
}

/** An answer was not kept: its candidate comes next, after the one that is being looked at. */
export function notKept(sitting: Sitting, candidate: Candidate, trouble: string): Sitting {
  const link = linkOf(candidate);
  if (!sitting.steps.some((step) => isAnswer(step) && linkOf(step.candidate) === link)) return sitting;
  const [shown, ...rest] = sitting.waiting;
  const back = { candidate, trouble };
  return {
    ...sitting,
    waiting: shown ? [shown, back, ...rest] : [back],
    steps: sitting.steps.filter((step) => linkOf(step.candidate) !== link),
  };
}

/** Taking an answer back was not kept: it still stands, as if it had not been taken back. */
export function stillStands(sitting: Sitting, { candidate, did }: Step): Sitting {
  const link = linkOf(candidate);
  if (!sitting.waiting.some((one) => linkOf(one.candidate) === link)) return sitting;
  return {
    ...sitting,
    waiting: sitting.waiting.filter((one) => linkOf(one.candidate) !== link),
    steps: [...sitting.steps, { candidate, did }],
  };
}

/** An answer was kept, and with it others of the same contact may be decided: they are asked about no more. */
export function kept(sitting: Sitting, record: CustomerRecord): Sitting {
  const open = new Set(record.suggestions.map(({ network, id }) => `${record.contact.id} ${network}:${id}`));
  const stays = ({ candidate }: Waiting, i: number) =>
    i === 0 || candidate.contact.id !== record.contact.id || open.has(linkOf(candidate));
  return { ...sitting, waiting: sitting.waiting.filter(stays) };
}

/** How far one has come. */
export function progressOf({ waiting, steps, beyond }: Sitting): {
  readonly decided: number;
  readonly left: number;
} {
  return { decided: steps.filter(isAnswer).length, left: waiting.length + beyond };
}
