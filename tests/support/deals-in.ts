import type { DealsRead } from '../../src/ports/crm-deals.ts';

/** The deals that a CRM told, where it told any. */
export function dealsIn(read: DealsRead) {
  if ('withheld' in read) throw new Error(`The CRM shows no deals: ${read.withheld.cure}`);
  return read.deals;
}
