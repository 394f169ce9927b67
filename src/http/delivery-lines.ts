import { present } from '../core/present.ts';
import type { DeliverySummary } from '../ports/deliveries.ts';
import type { StuckJob } from '../ports/queue.ts';
import type { DeliveryLine } from './delivery-shapes.ts';

/** @param titleOf the name by which people know a network or CRM. */
export function deliveryLine(
  { id, connector, receivedAt, status, attempts, error, bytes }: DeliverySummary,
  titleOf: (connector: string) => string,
): DeliveryLine {
  return {
    ...{ id, connector, title: titleOf(connector), receivedAt: receivedAt.toISOString() },
    ...{ status, attempts, bytes, ...present({ error }) },
  };
}

export const givenUpLine = ({ id, name, about, failedAt, error }: StuckJob) => ({
  ...{ id, name, about, failedAt: failedAt.toISOString(), says: error },
});

/** The place of a delivery in the list: when it came, and its id. */
export const placeOf = ({ receivedAt, id }: DeliverySummary) => `${receivedAt.toISOString()}_${id}`;
