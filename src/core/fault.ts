/** What may be said of a fault of ours. */
export interface FaultFacts {
  readonly name: string;
  /** The file and the line of ours where it happened. */
  readonly at?: string;
}

/** The message of a fault may quote what was sent: its name and where it happened are all that is told of it. */
export function faultFacts(error: unknown): FaultFacts {
  if (!(error instanceof Error)) return { name: 'unknown' };
  const at = /\(?([^()\s]+\.ts:\d+)/
    .exec(error.stack ?? '')?.[1]
    ?.split('/')
    .slice(-2)
    .join('/');
  return { name: error.name, ...(at === undefined ? {} : { at }) };
}
