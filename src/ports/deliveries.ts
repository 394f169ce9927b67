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

/** The inbox of one installation. */
export interface DeliveryRows {
  find(id: DeliveryId): Promise<KeptDelivery | undefined>;
  /** Newest first. */
  list(filter: {
    status?: KeptDelivery['status'];
    limit: number;
  }): Promise<readonly Omit<KeptDelivery, 'body'>[]>;
  /** Those that wait, oldest first: of these connectors only, or of all but these. */
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
