import { z } from 'zod';
import type { Deployment } from './deployment.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** What is deployed. `checkOnly`: nothing is changed in the org. */
export interface Deployable {
  readonly what: 'package' | 'removal';
  /** Of the package: `Type:Name` of components that stay as they are in the org. */
  readonly without?: readonly string[];
  /** Of the removal: these metadata types, of those that the package has. */
  readonly types?: ReadonlySet<string>;
  readonly checkOnly: boolean;
  /** Absent: what the org demands, which in production is its own tests. */
  readonly tests?: 'RunLocalTests' | 'NoTestRun';
}

/** How far a deployment is. */
export type Report = (done: number, total: number, what: 'components' | 'tests') => void;

/** A Salesforce org, as the admin who is logged in sees it. Every call throws `Trouble` when the org refuses. */
export interface SalesforceOrg {
  /** Eighteen characters, `00D…`. */
  readonly id: string;
  readonly name: string;
  readonly edition: string;
  /** Its My Domain, without a slash at the end. */
  readonly url: string;
  /** Who is logged in. */
  readonly username: string;
  /** @param path behind `/services/data/vNN.0/`, or from `/services/` on */
  request(method: Method, path: string, body?: unknown): Promise<unknown>;
  deploy(deployable: Deployable, report: Report): Promise<Deployment>;
}

/** The oldest API version that the package compiles with. */
export const API_VERSION = '67.0';

/** In SOQL, between quotation marks. */
export const quoted = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

/** All rows of a question whose answer is short: one page. */
export async function rowsOf<T>(
  org: Pick<SalesforceOrg, 'request'>,
  row: z.ZodType<T>,
  soql: string,
): Promise<readonly T[]> {
  const answer = await org.request('GET', `query?q=${encodeURIComponent(soql)}`);
  return z.object({ records: z.array(row) }).parse(answer).records;
}
