import { Interrupted } from '../interrupt.ts';
import type { Say } from './say.ts';
import type { SalesforceOrg } from './org.ts';
import type { KithServer } from './server.ts';
import { isWell } from './step-result.ts';
import type { StepResult } from './step-result.ts';
import { Trouble } from './trouble.ts';
import type { Waiting } from './waiting.ts';

/** What every step works with. */
export interface Setting {
  readonly org: SalesforceOrg;
  readonly server: KithServer;
  readonly say: Say;
  readonly waiting: Waiting;
  /** The username that Kith works as in the org; absent: whoever consents in the browser. */
  readonly user?: string;
  /** False: the package is installed by another way, such as the marketplace. */
  readonly deploys: boolean;
  /** The org's key is put in again, though there is one. */
  readonly renewKey: boolean;
  /** The package in the org is compared with this one, which takes a check by the org. */
  readonly compares: boolean;
}

export interface Look {
  /** Nothing has to be done. */
  readonly there: boolean;
  /** What was seen, and where something is missing, what to do. */
  readonly says: string;
}

/** One thing that has to be so. Safe to repeat: what is there is left as it is. */
export interface Step {
  readonly title: string;
  look(setting: Setting): Promise<Look>;
  /** Makes it so. @returns what was done. Absent: only a person can. */
  does?(setting: Setting): Promise<string>;
}

/**
 * Takes the steps in order. With `changes`, what is missing is done and the first that cannot be ends the way; without,
 * all are looked at.
 * @throws Interrupted
 */
export async function take(
  steps: readonly Step[],
  setting: Setting,
  changes: boolean,
): Promise<readonly StepResult[]> {
  const results: StepResult[] = [];
  for (const step of steps) {
    setting.say.begins(step.title);
    const result = await taken(step, setting, changes);
    setting.say.ended(result);
    results.push(result);
    if (changes && !isWell(result)) break;
  }
  return results;
}

async function taken(step: Step, setting: Setting, changes: boolean): Promise<StepResult> {
  const { title } = step;
  try {
    const { there, says } = await step.look(setting);
    if (there) return { title, outcome: 'there', says };
    if (!changes || !step.does) return { title, outcome: 'missing', says };
    return { title, outcome: 'done', says: await step.does(setting) };
  } catch (error) {
    if (error instanceof Trouble && !(error instanceof Interrupted)) {
      return { title, outcome: 'failed', says: error.message };
    }
    throw error;
  }
}
