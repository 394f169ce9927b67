import { setTimeout as pause } from 'node:timers/promises';
import type { Change, Source } from './contacts.ts';
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
  /** The first wait before a batch is sent again; it doubles up to `LONGEST_MS`. HubSpot spreads its ten over 24 h. */
  readonly retryMs: number;
  /** The properties whose changes the app subscribes to. */
  readonly subscribed: ReadonlySet<string>;
  /** HubSpot gives up waiting for an answer after 5 s. */
  readonly timeoutMs: number;
}

const BATCH = 100;
const RETRIES = 10;
const LONGEST_MS = 5_000;
const SUBSCRIPTIONS = [
  'creation',
  'propertyChange',
  'deletion',
  'merge',
  'restore',
  'privacyDeletion',
] as const;

/** Sends what happens in the portal to the app, signed, in batches, again when it was not acknowledged. */
export class Deliveries {
  /** The PUBLIC address of the app's webhook: posted to, and signed. Undefined: nobody listens. */
  target: string | undefined;
  mischief: Mischief = { duplicates: false, reorder: false };
  readonly #options: DeliveryOptions;
  readonly #counts = { sent: 0, acknowledged: 0, retried: 0, lost: 0 };
  readonly #ended = new AbortController();
  readonly #underWay = new Set<Promise<void>>();
  #waiting: Event[] = [];
  #timer: NodeJS.Timeout | undefined;
  #lastEvent = 0;

  constructor(options: DeliveryOptions) {
    this.#options = options;
  }

  tell(change: Change, source: Source): void {
    if (this.target === undefined || this.#ended.signal.aborted) return;
    if (change.type === 'propertyChange' && !this.#options.subscribed.has(change.name)) return;
    this.#lastEvent += 1;
    this.#waiting.push(eventOf(change, source, this.#lastEvent, this.#options));
    this.#timer ??= setTimeout(() => this.#flush(), this.#options.gatherMs).unref();
  }

  counts(): DeliveryCounts {
    return { ...this.#counts };
  }

  /** Ends when nothing is waiting or under way. */
  async settled(): Promise<void> {
    while (this.#waiting.length > 0 || this.#underWay.size > 0) {
      this.#flush();
      await Promise.all(this.#underWay);
    }
  }

  /** Nothing is sent any more. */
  async close(): Promise<void> {
    this.#ended.abort();
    clearTimeout(this.#timer);
    this.#waiting = [];
    await Promise.all(this.#underWay);
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const { target, mischief } = this;
    const events = mischief.reorder ? this.#waiting.toReversed() : this.#waiting;
    this.#waiting = [];
    if (target === undefined) return;
    for (let i = 0; i < events.length; i += BATCH) {
      const one = this.#deliver(target, events.slice(i, i + BATCH), mischief.duplicates);
      this.#underWay.add(one);
      void one.finally(() => this.#underWay.delete(one));
    }
  }

  async #deliver(target: string, events: readonly Event[], twice: boolean): Promise<void> {
    for (let attempt = 0; attempt <= RETRIES && !this.#ended.signal.aborted; attempt += 1) {
      if (attempt > 0) await this.#pauseBefore(attempt);
      if (await this.#post(target, attempted(events, attempt))) {
        this.#counts.acknowledged += 1;
        if (twice) await this.#deliver(target, events, false);
        return;
      }
    }
    this.#counts.lost += 1;
  }

  async #pauseBefore(attempt: number): Promise<void> {
    this.#counts.retried += 1;
    const waitMs = Math.min(LONGEST_MS, this.#options.retryMs * 2 ** (attempt - 1));
    await pause(waitMs, undefined, { signal: this.#ended.signal, ref: false }).catch(() => undefined);
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
    sourceId: source === 'CRM_UI' ? 'userId:101' : `appId:${appId}`,
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
