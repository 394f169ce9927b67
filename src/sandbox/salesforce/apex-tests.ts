/** What an Apex test said. The simulator runs no Apex: a test tells it what the org would have said. */
export interface ApexTest {
  readonly name: string;
  readonly method: string;
  /** Why it failed; absent: it passed. */
  readonly message?: string;
}

/** The part of a deployment's result that tells of Apex tests. */
export function runTestResult(tests: readonly ApexTest[]): object {
  const failed = tests.filter(({ message }) => message !== undefined);
  const shape = ({ name, method, message }: ApexTest) => ({
    ...{ id: name, name, methodName: method, time: 10, seeAllData: false },
    ...(message === undefined
      ? {}
      : { message, type: 'Class', stackTrace: `Class.${name}.${method}: line 1` }),
  });
  return {
    ...{ numTestsRun: tests.length, numFailures: failed.length, totalTime: tests.length * 10 },
    successes: tests.filter(({ message }) => message === undefined).map(shape),
    failures: failed.map(shape),
    ...{ codeCoverage: [], codeCoverageWarnings: [], flowCoverage: [], flowCoverageWarnings: [] },
  };
}
