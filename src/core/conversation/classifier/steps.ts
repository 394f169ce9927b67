/** Weights are kept as whole numbers of so many steps each way: what is beyond their eighth bit is lost. */
const STEPS = 127;

/** The weights of several heads in turn, as bytes between the extremes of each head. */
export interface InSteps {
  readonly steps: Int8Array;
  /** How much one step is, for each head. */
  readonly scales: readonly number[];
}

export function inSteps(weights: Float32Array, heads: number): InSteps {
  const scales = Array.from({ length: heads }, (_, head) => largest(weights, head, heads) / STEPS || 1);
  return {
    scales,
    steps: Int8Array.from(weights, (weight, at) => Math.round(weight / (scales[at % heads] ?? 1))),
  };
}

export function fromSteps({ steps, scales }: InSteps): Float32Array {
  return Float32Array.from(steps, (step, at) => step * (scales[at % scales.length] ?? 1));
}

function largest(weights: Float32Array, head: number, heads: number): number {
  let most = 0;
  for (let at = head; at < weights.length; at += heads) most = Math.max(most, Math.abs(weights[at] ?? 0));
  return most;
}
