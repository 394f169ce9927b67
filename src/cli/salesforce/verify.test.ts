import { afterEach, describe, expect, it } from 'vitest';
import { verifyCommand } from './commands.ts';
import { openDesk } from './testbed.ts';
import type { Desk } from './testbed.ts';

let desk: Desk;
afterEach(() => desk.close());

const verifies = (checkOnly = true, json = false) =>
  desk.run((io) => verifyCommand({ ...desk.at, checkOnly, json }, io));

/** As `GET /metadata/deployRequest/{id}?includeDetails=true` answers after tests: one of a kind stands without brackets. */
const answered = (runTestResult: object, success: boolean) => ({
  deployResult: {
    ...{ id: '0Af000000000001AAA', status: success ? 'Succeeded' : 'Failed', done: true, success },
    details: { componentSuccesses: [], runTestResult },
  },
});
const PASSED = { name: 'KithApiTest', methodName: 'asksOnce' };
const FAILED = { name: 'KithActionsTest', methodName: 'erases', message: 'Assertion Failed: 1 expected' };
const COVERAGE = [
  { name: 'KithApi', numLocations: '20', numLocationsNotCovered: '0' },
  { name: 'KithInstall', numLocations: 10, numLocationsNotCovered: 6 },
  { name: 'KithAnswer', numLocations: 0, numLocationsNotCovered: 0 },
];

describe('kith salesforce verify', () => {
  it('deploys with the tests of the org, and says how many passed and how much of the code they ran', async () => {
    desk = await openDesk();
    const body = answered({ successes: PASSED, failures: null, codeCoverage: COVERAGE }, true);
    desk.org.switches.fail({ times: 1, path: /deployRequest\/0Af/, status: 200, body });
    const { code, out } = await verifies();
    expect(code).toBe(0);
    expect(out).toContain('1 of 1 tests passed, 80 % of the lines');
    expect(out).toContain('KithInstall: 40 % of its lines ran, 75 % are wanted');
    expect(out).not.toContain('KithApi:');
    expect(desk.org.installed()).toBe(false);
  });

  it('names each test that failed, and why', async () => {
    desk = await openDesk();
    const body = answered({ successes: [PASSED], failures: FAILED, codeCoverage: COVERAGE }, false);
    desk.org.switches.fail({ times: 1, path: /deployRequest\/0Af/, status: 200, body });
    const { code, out, err } = await verifies(true, true);
    expect(code).toBe(1);
    expect(err).toContain('KithActionsTest.erases: Assertion Failed: 1 expected');
    expect(JSON.parse(out).tests).toMatchObject({
      passed: ['KithApiTest.asksOnce'],
      failed: [{ test: 'KithActionsTest.erases' }],
      coverage: {
        percent: 80,
        classes: [
          { name: 'KithInstall', percent: 40 },
          { name: 'KithApi', percent: 100 },
        ],
      },
    });
  });

  it('claims nothing of tests that did not run', async () => {
    desk = await openDesk();
    const { code, out } = await verifies(false);
    expect(code).toBe(1);
    expect(out).toContain('the org ran no test');
    expect(desk.org.installed()).toBe(true);
  });
});
