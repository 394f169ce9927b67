import type { Deployment } from './deployment.ts';
import type { StepResult } from './step-result.ts';

/** How a command ended: what `--json` prints. */
export interface Ending {
  readonly ok: boolean;
  readonly steps: readonly StepResult[];
  /** Of `verify`. */
  readonly tests?: Deployment['tests'];
}
