import type { Deployment } from './deployment.ts';
import type { Ending } from './ending.ts';
import type { SalesforceOrg } from './org.ts';
import type { Say } from './say.ts';
import type { StepResult } from './step-result.ts';

/** Salesforce wants this much of the Apex run by tests. */
const WANTED_PERCENT = 75;
/** Classes shown by name: those with the least of them run. */
const SHOWN = 5;

/** Deploys the package into the org with its Apex tests, or only checks that it could be. */
export async function verify(org: SalesforceOrg, say: Say, checkOnly: boolean): Promise<Ending> {
  const title = checkOnly ? 'The package and its tests, checked only' : 'The package and its tests';
  say.begins(title);
  const deployable = { what: 'package', checkOnly, tests: 'RunLocalTests' } as const;
  const deployment = await org.deploy(deployable, say.progress);
  for (const failure of deployment.failures) say.line(failure);
  for (const { test, says } of deployment.tests.failed) say.line(`${test}: ${says}`);
  tellCoverage(deployment, say);
  const result: StepResult = { title, ...judged(deployment) };
  say.ended(result);
  return { ok: result.outcome === 'done', steps: [result], tests: deployment.tests };
}

function judged({ ok, id, failures, tests }: Deployment): Pick<StepResult, 'outcome' | 'says'> {
  const ran = tests.passed.length + tests.failed.length;
  const coverage = tests.coverage ? `, ${tests.coverage.percent} % of the lines` : '';
  const says = `${tests.passed.length} of ${ran} tests passed${coverage} (${id})`;
  if (!ok) return { outcome: 'failed', says: `${says}; ${failures.length} components were refused` };
  if (ran === 0) return { outcome: 'failed', says: 'the org ran no test' };
  return { outcome: 'done', says };
}

function tellCoverage({ tests: { coverage } }: Deployment, say: Say): void {
  if (!coverage) return;
  for (const { name, percent } of coverage.classes.slice(0, SHOWN)) {
    if (percent < WANTED_PERCENT)
      say.line(`${name}: ${percent} % of its lines ran, ${WANTED_PERCENT} % are wanted`);
  }
}
