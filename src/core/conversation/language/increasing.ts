/** Seven bits of a number in each byte; the eighth says that more follow (LEB128). */
const BITS = 7;
const MORE = 1 << BITS;

/** Several runs of increasing numbers, one after the other, as the steps from each to the next: small where they lie close. */
export function stepsOf(values: Uint32Array, runs: readonly number[]): Uint8Array {
  const bytes: number[] = [];
  let at = 0;
  for (const run of runs) {
    for (let before = 0, end = at + run; at < end; at++) {
      const value = values[at] ?? 0;
      let step = value - before;
      for (; step >= MORE; step = Math.floor(step / MORE)) bytes.push((step % MORE) + MORE);
      bytes.push(step);
      before = value;
    }
  }
  return Uint8Array.from(bytes);
}

/** The numbers again, and how many bytes they took. */
export function readSteps(
  bytes: Uint8Array,
  runs: readonly number[],
): { readonly values: Uint32Array; readonly read: number } {
  const values = new Uint32Array(runs.reduce((sum, run) => sum + run, 0));
  let at = 0;
  let read = 0;
  for (const run of runs) {
    for (let value = 0, end = at + run; at < end; at++) {
      for (let place = 1, byte = MORE; byte >= MORE; place *= MORE) {
        byte = bytes[read++] ?? 0;
        value += (byte % MORE) * place;
      }
      values[at] = value;
    }
  }
  return { values, read };
}
