/** Facts go to the log, never names, addresses or secrets: ids, counts, milliseconds, outcomes. */
export interface Log {
  info(facts: Readonly<Record<string, string | number | boolean | undefined>>, event: string): void;
  warn(facts: Readonly<Record<string, string | number | boolean | undefined>>, event: string): void;
  error(facts: Readonly<Record<string, string | number | boolean | undefined>>, event: string): void;
}

export type Now = () => Date;
/** Waits; ends early, without an error, when the signal is aborted. */
export type Pause = (ms: number, signal?: AbortSignal) => Promise<void>;
