// `npm test`: the whole suite, then one plain line that counts it. Arguments go to the runner (`npm test -- bluesky`).
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const scratch = mkdtempSync(join(tmpdir(), 'kith-test-'));
const report = join(scratch, 'report.json');
const args = [
  'vitest',
  'run',
  '--config',
  'tests/vitest.config.ts',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
];
const { status } = spawnSync('npx', [...args, ...process.argv.slice(2)], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
});
let counted = { numPassedTests: 0, numFailedTests: 1, numPendingTests: 0, numTodoTests: 0 };
try {
  counted = JSON.parse(readFileSync(report, 'utf8'));
} catch {
  console.error('The runner ended without a report.');
}
rmSync(scratch, { recursive: true, force: true });
const skipped = counted.numPendingTests + counted.numTodoTests;
// A run that failed outside its tests (an error while loading a file) has failed, whatever it counted.
const failed = status !== 0 && counted.numFailedTests === 0 ? 1 : counted.numFailedTests;
console.log(`${counted.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exit(status ?? 1);
