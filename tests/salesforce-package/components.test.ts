import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';

const PROJECT = fileURLToPath(new URL('../../manifests/salesforce', import.meta.url));
const RUNNER = createRequire(import.meta.url).resolve('@salesforce/sfdx-lwc-jest/package.json');

const Report = z.object({
  testResults: z.array(
    z.object({
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});

let scratch: string;
let tests: readonly { readonly fullName: string; readonly status: string }[];
beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'kith-components-'));
  const file = join(scratch, 'report.json');
  const runner = join(dirname(RUNNER), 'bin/sfdx-lwc-jest');
  const run = spawnSync(process.execPath, [runner, '--', '--ci', '--json', `--outputFile=${file}`], {
    cwd: PROJECT,
    encoding: 'utf8',
  });
  if (run.error) throw run.error;
  tests = Report.parse(JSON.parse(readFileSync(file, 'utf8'))).testResults.flatMap(
    ({ assertionResults }) => assertionResults,
  );
}, 120_000);
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

it('the components pass their own tests, as Salesforce runs them', () => {
  expect(tests.length).toBeGreaterThan(30);
  expect(tests.filter(({ status }) => status !== 'passed').map(({ fullName }) => fullName)).toEqual([]);
});
