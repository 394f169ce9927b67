import type { NetworkConnector } from '../../../src/ports/network.ts';
import type { Batch, Happening, Listen, ListenTools } from '../../../src/ports/stream.ts';
import { NOW } from '../stage.ts';

/** What a contributor brings: frames as the network sends them, and what they mean. */
export interface ListenKit {
  /** The settings under which it is listened to so. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Ids of two people, and a stranger's whose frames come too. */
  readonly people: readonly [string, string, string];
  /** Somebody says something; the n-th thing of theirs. */
  said(person: string, nth: number): string | Uint8Array;
  /** Frames of the first person that are none of our business. */
  readonly idle: readonly (string | Uint8Array)[];
  /** Frames that are none, or broken. */
  readonly odd: readonly (string | Uint8Array)[];
  /** Answers of whatever else it asks while it listens. */
  readonly ask?: ListenTools<unknown>['ask'];
}

/** One sentence of the contract; rejects when the connector breaks it. */
export interface ListenCheck {
  readonly name: string;
  run(connector: NetworkConnector, kit: ListenKit): Promise<void>;
}

export function listenOf({ listen }: NetworkConnector): Listen<never> {
  if (!listen) throw new Error('the connector is not listened to');
  return listen as Listen<never>;
}

/** What became of one stretch of listening. */
export interface Stretch {
  /** Where it was opened, and what was said there. */
  readonly opened: string[];
  readonly sent: string[];
  readonly heard: Happening[];
  /** What was heard until each position was given. */
  readonly positions: { readonly position: string; readonly heard: number }[];
  /** How many batches were taken when each was heard. */
  readonly taken: number[];
  missed: number;
}

interface Script {
  readonly from?: string | undefined;
  readonly whom: ReadonlySet<string>;
  readonly batches: readonly Batch[];
  /** Called before each batch; what it answers is heeded from then on. */
  readonly before?: (nth: number) => ReadonlySet<string> | undefined;
  readonly hear?: () => Promise<void>;
  readonly signal?: AbortSignal;
  /** The line stays open after the last batch, until the signal is aborted. */
  readonly stays?: true;
  readonly at?: Date;
}

/** Plays a script to the connector on a line that a test holds. */
export async function listenTo(
  connector: NetworkConnector,
  kit: ListenKit,
  script: Script,
): Promise<Stretch> {
  const stretch: Stretch = { opened: [], sent: [], heard: [], positions: [], taken: [], missed: 0 };
  const signal = script.signal ?? new AbortController().signal;
  let whom = script.whom;
  const changed = new Set<() => void>();
  let taken = 0;
  async function* batches(): AsyncGenerator<Batch> {
    for (const [nth, batch] of script.batches.entries()) {
      const next = script.before?.(nth);
      if (next) {
        whom = next;
        for (const told of changed) told();
      }
      taken += 1;
      yield batch;
    }
    if (script.stays) await new Promise((done) => signal.addEventListener('abort', done, { once: true }));
  }
  const tools = {
    ask: kit.ask ?? (() => Promise.reject(new Error('it asked'))),
    settings: kit.settings,
    now: () => script.at ?? NOW,
    open: async (url: string) => {
      stretch.opened.push(url);
      return { send: (text: string) => void stretch.sent.push(text), batches: batches() };
    },
  };
  const hearing = {
    from: script.from,
    heeded: {
      now: () => whom,
      onChange: (told: () => void) => {
        changed.add(told);
        return () => void changed.delete(told);
      },
    },
    hear: async (happened: readonly Happening[], position: string) => {
      await script.hear?.();
      stretch.heard.push(...happened);
      stretch.positions.push({ position, heard: stretch.heard.length });
      stretch.taken.push(taken);
    },
    missed: async () => void (stretch.missed += 1),
  };
  await listenOf(connector).listen(tools as never, hearing, signal);
  return stretch;
}
