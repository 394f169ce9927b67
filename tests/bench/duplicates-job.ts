// Records of a CRM, from their cells to groups, in a process of its own: its memory is its own. Prints JSON.
import { findDuplicates } from '../../src/cli/evaluate/find-duplicates.ts';
import { buildTable } from '../../src/core/identity/duplicates/table.ts';
import { CRM_HEADER, crmRecords } from '../support/duplicates/crm.ts';

const count = Number(process.argv[2] ?? 10_000);
const start = performance.now();
let generating = 0;
const builder = buildTable(CRM_HEADER);
const records = crmRecords(count, 5);
for (;;) {
  const from = performance.now();
  const next = records.next();
  generating += performance.now() - from;
  if (next.done) break;
  builder.add(next.value);
}
const { groupOf } = await findDuplicates(builder.done());
const seconds = (performance.now() - start - generating) / 1000;
const peakMb = process.resourceUsage().maxRSS / 1024;
process.stdout.write(JSON.stringify({ seconds, peakMb, groups: new Set(groupOf).size }));
