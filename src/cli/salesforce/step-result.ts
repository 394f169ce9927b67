/** What became of one step. */
export interface StepResult {
  readonly title: string;
  /** `there`: it was so. `done`: it was made so. `missing`: it is not so, and nothing was changed. */
  readonly outcome: 'there' | 'done' | 'missing' | 'failed';
  readonly says: string;
}

export const isWell = ({ outcome }: StepResult) => outcome === 'there' || outcome === 'done';
