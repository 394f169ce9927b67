import { sourceIdOf } from './history.ts';
import type { Source } from './history.ts';
import type { Change } from './records.ts';
import { signatureV3 } from './signature.ts';

/** An event as HubSpot sends it. */
type Event = Readonly<Record<string, unknown>> & { readonly attemptNumber: number };

/** How deliveries go on a bad day. */
export interface Mischief {
  /** Every batch is delivered once more after it was acknowledged. */
  readonly duplicates: boolean;
  /** Events come in the wrong order. */
  readonly reorder: boolean;
}

export interface DeliveryCounts {
  readonly sent: number;
  readonly acknowledged: number;
  readonly retried: number;
  /** Given up after the last retry. */
  readonly lost: number;
}

export interface DeliveryOptions {
  readonly portalId: number;
  readonly appId: number;
  readonly clientSecret: string;
  readonly now: () => Date;
  /** How long changes gather before they are sent together. */
  readonly gatherMs: number;
  /** The first wait before a batch is sent again, by `now`; it doubles. HubSpot spreads its ten over 24 h. */
  readonly retryMs: number;
  /** The properties whose changes the app subscribes to. */
  readonly subscribed: ReadonlySet<string>;
  /** HubSpot gives up waiting for an answer after 5 s. */
  readonly timeoutMs: number;
}

const BATCH = 100;
const RETRIES = 10;
/** However far off the next attempt is: the clock that is asked may be moved meanwhile. */
const LOOK_MS = 1_000;
const SUBSCRIPTIONS = [
  'creation',
  'propertyChange',
  'deletion',
  'merge',
  'restore',
  'privacyDeletion',
] as const;

/** Events that are sent together, and when. */
interface Batch {
  readonly target: string;
  readonly events: readonly Event[];
  readonly twice: boolean;
  readonly attempt: number;
  readonly dueMs: number;
}

/** Sends what happens in the portal to the app, signed, in batches, again when it was not acknowledged. */
export class Deliveries {
  /** The PUBLIC address of the app's webhook: posted to, and signed. Undefined: nobody listens. */
  target: string | undefined;
  mischief: Mischief = { duplicates: false, reorder: false };
  readonly #options: DeliveryOptions;
  readonly #counts = { sent: 0, acknowledged: 0, retried: 0, lost: 0 };
  readonly #ended = new AbortController();
  readonly #underWay = new Set<Promise<void>>();
  #gathering: Event[] = [];
  #batches: Batch[] = [];
  #timer: NodeJS.Timeout | undefined;
  #lastEvent = 0;

  constructor(options: DeliveryOptions) {
    this.#options = options;
  }

  tell(change: Change, source: Source): void {
    if (this.target === undefined || this.#ended.signal.aborted) return;
    if (change.type === 'propertyChange' && !this.#options.subscribed.has(change.name)) return;
    this.#lastEvent += 1;
    this.#gathering.push(eventOf(change, source, this.#lastEvent, this.#options));
    this.#lookIn(this.#options.gatherMs);
  }

  counts(): DeliveryCounts {
    return { ...this.#counts };
  }

  /** Ends when all that is due by the clock was sent, and answered; what is to be sent again later still waits. */
  async settled(): Promise<void> {
    do {
      this.#sendDue();
      await Promise.all(this.#underWay);
    } while (this.#gathering.length > 0 || this.#batches.some((batch) => this.#isDue(batch)));
  }

  /** Nothing is sent any more. */
  async close(): Promise<void> {
    this.#ended.abort();
    clearTimeout(this.#timer);
    [this.#gathering, this.#batches] = [[], []];
    await Promise.all(this.#underWay);
  }

  #lookIn(ms: number): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#sendDue();
    }, ms).unref();
  }

  #isDue({ dueMs }: Batch): boolean {
    return dueMs <= this.#options.now().getTime();
  }

  #sendDue(): void {
    this.#gather();
    const due = this.#batches.filter((batch) => this.#isDue(batch));
    this.#batches = this.#batches.filter((batch) => !due.includes(batch));
    for (const batch of due) {
      const one = this.#deliver(batch);
      this.#underWay.add(one);
      void one.finally(() => this.#underWay.delete(one));
    }
    if (this.#batches.length > 0) this.#lookIn(LOOK_MS);
  }

  #gather(): void {
    const { target, mischief } = this;
    const events = mischief.reorder ? this.#gathering.toReversed() : this.#gathering;
    this.#gathering = [];
    if (target === undefined) return;
    for (let i = 0; i < events.length; i += BATCH) {
      const together = events.slice(i, i + BATCH);
      this.#batches.push({ target, events: together, twice: mischief.duplicates, attempt: 0, dueMs: 0 });
    }
  }

  async #deliver(batch: Batch): Promise<void> {
    const { target, events, twice, attempt } = batch;
    const acknowledged = await this.#post(target, attempted(events, attempt));
    if (this.#ended.signal.aborted) return;
    if (acknowledged) {
      this.#counts.acknowledged += 1;
      if (twice) this.#again({ ...batch, twice: false, dueMs: 0 });
    } else if (attempt === RETRIES) {
      this.#counts.lost += 1;
    } else {
      this.#counts.retried += 1;
      const dueMs = this.#options.now().getTime() + this.#options.retryMs * 2 ** attempt;
      this.#again({ ...batch, attempt: attempt + 1, dueMs });
    }
  }

  #again(batch: Batch): void {
    this.#batches.push(batch);
    this.#lookIn(Math.min(LOOK_MS, this.#options.gatherMs));
  }

  async #post(target: string, events: readonly Event[]): Promise<boolean> {
    this.#counts.sent += 1;
    const body = JSON.stringify(events);
    try {
      const response = await fetch(target, {
        method: 'POST',
        headers: headersOf(this.#options, target, body),
        body,
        redirect: 'manual',
        signal: AbortSignal.any([this.#ended.signal, AbortSignal.timeout(this.#options.timeoutMs)]),
      });
      await response.body?.cancel();
      return response.ok;
    } catch {
      return false;
    }
  }
}

const attempted = (events: readonly Event[], attemptNumber: number) =>
  events.map((event) => ({ ...event, attemptNumber }));

function eventOf(
  change: Change,
  source: Source,
  eventId: number,
  { portalId, appId, now }: DeliveryOptions,
): Event {
  const privacy = change.type === 'privacyDeletion';
  return {
    eventId,
    subscriptionId: SUBSCRIPTIONS.indexOf(change.type) + 1,
    portalId,
    appId,
    occurredAt: now().getTime(),
    subscriptionType: `${privacy ? 'contact' : 'object'}.${change.type}`,
    attemptNumber: 0,
    objectId: Number(change.id),
    ...(privacy ? {} : { objectTypeId: '0-1' }),
    changeSource: source,
    sourceId: sourceIdOf(source, appId),
    ...detailsOf(change),
  };
}

function detailsOf(change: Change): Readonly<Record<string, unknown>> {
  if (change.type === 'propertyChange') return { propertyName: change.name, propertyValue: change.value };
  if (change.type === 'creation') return { changeFlag: 'CREATED' };
  if (change.type !== 'merge') return { changeFlag: change.type === 'restore' ? 'RESTORED' : 'DELETED' };
  return {
    changeFlag: 'MERGED',
    primaryObjectId: Number(change.primary),
    mergedObjectIds: [Number(change.merged)],
    newObjectId: Number(change.id),
  };
}

function headersOf(
  { clientSecret, now }: DeliveryOptions,
  url: string,
  body: string,
): Record<string, string> {
  return {
    'Content-Type': 'application/json',
    'User-Agent': 'HubSpot Connect 2.0 (simulated)',
    ...signatureV3(clientSecret, { method: 'POST', url, body }, now()),
  };
}
