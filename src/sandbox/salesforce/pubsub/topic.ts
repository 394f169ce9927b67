/** An event as the bus keeps it. */
export interface KeptEvent {
  readonly replay: bigint;
  readonly atMs: number;
  readonly id: string;
  readonly schemaId: string;
  readonly payload: Buffer;
}

/** Events and changes can be replayed for 72 hours. */
export const RETENTION_MS = 72 * 3_600_000;
/** As on the platform the first eight bytes count up, and two follow. */
const REPLAY_BYTES = 10;
const COUNTED_BYTES = 8;

/** The replay id of an event as it travels; opaque to whoever listens. */
export function replayBytes(replay: bigint): Buffer {
  const bytes = Buffer.alloc(REPLAY_BYTES);
  bytes.writeBigUInt64BE(replay);
  return bytes;
}

/** Undefined for what is no replay id. */
export function replayOf(bytes: Buffer): bigint | undefined {
  return bytes.length === REPLAY_BYTES || bytes.length === COUNTED_BYTES
    ? bytes.readBigUInt64BE()
    : undefined;
}

/** Counts replay ids for all topics of an org: within a topic they grow, with holes. */
export interface Counter {
  last: bigint;
}

/** What happened on one topic within the retention. */
export class TopicLog {
  readonly #now: () => Date;
  readonly #counter: Counter;
  #events: KeptEvent[] = [];
  /** The newest that can no longer be replayed from. */
  #gone: bigint;

  constructor(now: () => Date, counter: Counter) {
    this.#now = now;
    this.#counter = counter;
    this.#gone = counter.last - 1n;
  }

  add(event: Pick<KeptEvent, 'id' | 'schemaId' | 'payload'>): bigint {
    this.#counter.last += 1n;
    this.#events.push({ ...event, replay: this.#counter.last, atMs: this.#now().getTime() });
    return this.#counter.last;
  }

  /** At most so many that came after this one, oldest first. */
  after(replay: bigint, most: number): readonly KeptEvent[] {
    this.#forget();
    const from = this.#events.findIndex((event) => event.replay > replay);
    return from < 0 ? [] : this.#events.slice(from, from + most);
  }

  /** Whether all that came after it can still be told. */
  reachesBackTo(replay: bigint): boolean {
    this.#forget();
    return replay > this.#gone && replay <= this.#counter.last;
  }

  /** Just before the oldest event that is kept. */
  earliest(): bigint {
    this.#forget();
    return this.#gone;
  }

  #forget(): void {
    const oldest = this.#now().getTime() - RETENTION_MS;
    const kept = this.#events.findIndex((event) => event.atMs >= oldest);
    const gone = kept < 0 ? this.#events : this.#events.slice(0, kept);
    this.#gone = gone.at(-1)?.replay ?? this.#gone;
    this.#events = kept < 0 ? [] : this.#events.slice(kept);
  }
}
