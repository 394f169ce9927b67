import { z } from 'zod';

const Flag = z.union([z.boolean(), z.stringbool()]).default(false);
const Count = z.coerce.number().default(0);
/** Metadata API leaves the brackets out when there is one, and the key when there is none. */
const many = <T extends z.ZodType>(one: T) =>
  z
    .union([z.array(one), one.transform((only) => [only])])
    .nullish()
    .transform((all) => all ?? []);

const Component = z.object({
  componentType: z.string().nullish(),
  fullName: z.string(),
  fileName: z.string().nullish(),
  changed: Flag,
  created: Flag,
  problem: z.string().nullish(),
  problemType: z.string().nullish(),
  lineNumber: z.coerce.number().nullish(),
});

const Test = z.object({ name: z.string(), methodName: z.string(), message: z.string().nullish() });
const Coverage = z.object({ name: z.string(), numLocations: Count, numLocationsNotCovered: Count });

/** `deployResult` of `GET /metadata/deployRequest/{id}?includeDetails=true`, as far as it is used. */
export const DeployResult = z.object({
  id: z.string(),
  status: z.string(),
  done: Flag,
  success: Flag,
  errorMessage: z.string().nullish(),
  errorStatusCode: z.string().nullish(),
  numberComponentsDeployed: Count,
  numberComponentsTotal: Count,
  numberComponentErrors: Count,
  numberTestsCompleted: Count,
  numberTestsTotal: Count,
  numberTestErrors: Count,
  details: z
    .object({
      componentSuccesses: many(Component),
      componentFailures: many(Component),
      runTestResult: z
        .object({ successes: many(Test), failures: many(Test), codeCoverage: many(Coverage) })
        .nullish(),
    })
    .nullish(),
});

/** How a deployment ended. */
export interface Deployment {
  readonly id: string;
  readonly ok: boolean;
  /** `Type:Name` of what differed from the org, in a check as well. */
  readonly changed: readonly string[];
  /** One sentence each, with file and line. */
  readonly failures: readonly string[];
  readonly tests: {
    readonly passed: readonly string[];
    readonly failed: readonly { readonly test: string; readonly says: string }[];
    /** Percent of the lines of the package's classes, with the least covered first; absent when nothing ran. */
    readonly coverage?: {
      readonly percent: number;
      readonly classes: readonly { name: string; percent: number }[];
    };
  };
}

/** @throws ZodError when the org answers in another shape. */
export function deploymentOf(result: z.output<typeof DeployResult>): Deployment {
  const { componentSuccesses = [], componentFailures = [], runTestResult } = result.details ?? {};
  const differing = componentSuccesses.filter(({ changed, created }) => changed || created);
  const coverage = coverageOf(runTestResult?.codeCoverage ?? []);
  return {
    id: result.id,
    ok: result.success,
    changed: differing.flatMap(({ componentType, fullName }) =>
      componentType ? [`${componentType}:${fullName}`] : [],
    ),
    failures: [
      ...componentFailures.filter(({ problemType }) => problemType !== 'Warning').map(failureOf),
      ...(result.errorMessage ? [result.errorMessage] : []),
    ],
    tests: {
      passed: (runTestResult?.successes ?? []).map(nameOf),
      failed: (runTestResult?.failures ?? []).map((test) => ({
        test: nameOf(test),
        says: test.message ?? 'no reason given',
      })),
      ...(coverage && { coverage }),
    },
  };
}

const nameOf = ({ name, methodName }: z.output<typeof Test>) => `${name}.${methodName}`;

function failureOf({ componentType, fullName, fileName, lineNumber, problem }: z.output<typeof Component>) {
  const at = [fileName, lineNumber].filter((part) => part !== null && part !== undefined).join(':');
  return `${componentType ? `${componentType} ` : ''}${fullName}${at ? ` (${at})` : ''}: ${problem ?? 'no reason given'}`;
}

function coverageOf(all: readonly z.output<typeof Coverage>[]): Deployment['tests']['coverage'] {
  const lines = all.reduce((sum, { numLocations }) => sum + numLocations, 0);
  if (lines === 0) return undefined;
  const missed = all.reduce((sum, { numLocationsNotCovered }) => sum + numLocationsNotCovered, 0);
  const classes = all
    .filter(({ numLocations }) => numLocations > 0)
    .map((one) => ({ name: one.name, percent: percentOf(one.numLocations, one.numLocationsNotCovered) }))
    .toSorted((a, b) => a.percent - b.percent || a.name.localeCompare(b.name));
  return { percent: percentOf(lines, missed), classes };
}

const percentOf = (lines: number, missed: number) => Math.floor(((lines - missed) / lines) * 100);
