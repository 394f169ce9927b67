import type { DeliveryId, InstallationId } from '../core/ids.ts';

/** A webhook request on its way into the inbox. */
export interface Delivery {
  readonly installation: InstallationId;
  readonly id: DeliveryId;
  readonly connector: string;
  readonly receivedAt: Date;
  readonly body: Buffer;
}

export interface KeptDelivery extends Delivery {
  readonly status: 'waiting' | 'done' | 'failed';
  readonly attempts: number;
  readonly error?: string;
}

/** A delivery without what it said. */
export interface DeliverySummary extends Omit<KeptDelivery, 'body'> {
  /** Of its body; 0 once that is not kept any more. */
  readonly bytes: number;
}

export interface DeliveryFilter {
  readonly status?: KeptDelivery['status'] | undefined;
  readonly connector?: string | undefined;
}

/** The inbox of one installation. */
export interface DeliveryRows {
  find(id: DeliveryId): Promise<KeptDelivery | undefined>;
  /** Newest first, a page at a time: those that came after this one. */
  list(
    page: DeliveryFilter & {
      readonly limit: number;
      readonly after?: Pick<KeptDelivery, 'id' | 'receivedAt'> | undefined;
    },
  ): Promise<readonly DeliverySummary[]>;
  /** How many wait and how many failed, of each connector that has any. */
  unfinished(): Promise<
    readonly { readonly connector: string; readonly waiting: number; readonly failed: number }[]
  >;
  /** Failed ones of which the body is still there wait again: this one, those of a connector, or all. @returns how many. */
  waitAgain(which: { readonly id?: DeliveryId; readonly connector?: string | undefined }): Promise<number>;
  /**
   * Those that wait, oldest first, of each connector as many as of the others: of these connectors only, or of all but
   * these. A few more than the limit where it cannot be shared out evenly.
   */
  waiting(
    limit: number,
    connectors?: { readonly only?: readonly string[]; readonly except?: readonly string[] },
  ): Promise<readonly KeptDelivery[]>;
  /** Connector → when its newest delivery came. */
  newest(): Promise<ReadonlyMap<string, Date>>;
  mark(id: DeliveryId, status: KeptDelivery['status'], error?: string): Promise<void>;
  /** Of these event ids the ones never seen before, now remembered: each event takes effect once. */
  firstSeen(eventIds: readonly string[]): Promise<ReadonlySet<string>>;
}
