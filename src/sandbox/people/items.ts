import type { TypeName } from '../hubspot/object-types.ts';
import type { Values } from '../hubspot/records.ts';
import { DAY, HOUR } from './person.ts';

/** Something in the sample CRM that belongs to a person there. */
export interface SampleItem {
  readonly key: string;
  readonly type: Exclude<TypeName, 'contacts'>;
  /** How long it has been there when the contact comes in. */
  readonly minutesAgo: number;
  readonly properties: Values;
}

const deal = (
  key: string,
  minutesAgo: number,
  dealname: string,
  dealstage: string,
  amount: string,
): SampleItem => ({
  ...{ key, type: 'deals', minutesAgo },
  properties: { dealname, dealstage, amount, deal_currency_code: 'EUR', pipeline: 'default' },
});
const ticket = (key: string, minutesAgo: number, subject: string, stage: string): SampleItem => ({
  ...{ key, type: 'tickets', minutesAgo },
  properties: { subject, hs_pipeline: '0', hs_pipeline_stage: stage },
});
const task = (key: string, minutesAgo: number, subject: string, status: string, due: string): SampleItem => ({
  ...{ key, type: 'tasks', minutesAgo },
  properties: { hs_task_subject: subject, hs_task_status: status, hs_task_type: 'TODO', hs_timestamp: due },
});

/** A few deals, tickets and tasks that fit what the people are talking about. */
export const ITEMS: readonly SampleItem[] = [
  deal('mara', 40 * DAY, 'Customs labels in bulk, 400 pallets', 'contractsent', '48000'),
  task('mara', 2 * DAY, 'Send Mara the price list for 400 pallets', 'NOT_STARTED', '2026-12-04T09:00:00Z'),
  deal('amara', 200 * DAY, 'Partner programme, first year', 'closedwon', '30000'),
  ticket('amara', 1 * DAY, 'Call back about a failed delivery', '3'),
  ticket('callum', 5 * HOUR, 'How to switch automatic updates off', '1'),
  ticket('jonas', 3 * DAY, 'Labels came out with the wrong address', '2'),
  task('jonas', 3 * DAY, 'Ask Jonas whether the labels are right now', 'COMPLETED', '2026-11-20T09:00:00Z'),
  ticket('fatima', 6 * DAY, 'Lost delivery', '4'),
  deal('yuki', 15 * DAY, 'Label printers for the Yokohama office', 'presentationscheduled', '18500'),
  deal('jordan', 30 * DAY, 'Renewal', 'closedlost', '12000'),
];
