// `npm run bench [-- --json] [-- ingest panel start-up identity influence posts keep duplicates candidates calls salesforce-calls]`: ratios, each measured in one run on this machine.
import { benchCalls } from './calls.ts';
import { benchCandidates } from './candidates.ts';
import { benchDuplicates } from './duplicates.ts';
import { benchIdentity } from './identity.ts';
import { benchInfluence } from './influence.ts';
import { benchIngest } from './ingest.ts';
import { benchKeep } from './keep.ts';
import { benchPanel } from './panel.ts';
import { benchPosts } from './posts.ts';
import { benchSalesforceCalls } from './salesforce-calls.ts';
import type { Ratio } from './ratio.ts';
import { benchStartUp } from './start-up.ts';

const BENCHES: Readonly<Record<string, () => Promise<readonly Ratio[] | Ratio>>> = {
  ingest: benchIngest,
  panel: benchPanel,
  'start-up': benchStartUp,
  identity: benchIdentity,
  influence: benchInfluence,
  posts: benchPosts,
  keep: benchKeep,
  duplicates: benchDuplicates,
  candidates: benchCandidates,
  calls: benchCalls,
  'salesforce-calls': benchSalesforceCalls,
};

const asked = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const chosen = Object.entries(BENCHES).filter(([name]) => asked.length === 0 || asked.includes(name));
const ratios: Ratio[] = [];
for (const [name, bench] of chosen) {
  process.stderr.write(`measuring ${name} …\n`);
  ratios.push(...[await bench()].flat());
}
if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify(ratios, null, 2)}\n`);
else for (const one of ratios) process.stdout.write(`${line(one)}\n`);
process.exit(0);

function line({ name, ours, theirs, unit, ratio, aim, notes = {} }: Ratio): string {
  const more = Object.entries(notes).map(([what, value]) => `${what} ${value}`);
  return [`${ratio} ×${aim ? ` (aim ${aim})` : ''}  ${name}: ${ours} / ${theirs} ${unit}`, ...more].join(
    ', ',
  );
}
