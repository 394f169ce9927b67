import { openWholeImport } from '../support/whole-import.ts';
import { round } from './ratio.ts';
import type { Ratio } from './ratio.ts';

/** What is made once for a portal, some 13 calls, weighs less the more there are. */
const CONTACTS = Number(process.env['KITH_BENCH_CONTACTS'] ?? 5_000);
const BATCH = 100;

/** Calls to the CRM for each 1,000 contacts taken in and written to, beside the fewest that its batch sizes allow. */
export async function benchCalls(): Promise<Ratio> {
  const all = await openWholeImport(CONTACTS);
  try {
    const from = performance.now();
    await all.begin();
    await all.settled(CONTACTS, 1_800_000);
    const seconds = (performance.now() - from) / 1000;
    const asked = Object.entries(all.portal.requests()).filter(([name]) => name.includes(' /crm/'));
    const calls = asked.reduce((sum, [, times]) => sum + times, 0);
    const fewest = 2 * Math.ceil(CONTACTS / BATCH);
    const each = (n: number) => round((n * 1_000) / CONTACTS);
    return {
      name: 'calls to the CRM for 1,000 contacts: import and first write / fewest by batch size',
      ...{
        ours: each(calls),
        theirs: each(fewest),
        unit: 'calls',
        ratio: round(calls / fewest),
        aim: '≤ 1.25',
      },
      notes: {
        contacts: CONTACTS,
        seconds: round(seconds),
        ...Object.fromEntries(asked.map(([name, n]) => [name, n])),
      },
    };
  } finally {
    await all.close();
  }
}
