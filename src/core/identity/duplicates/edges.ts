/** Pairs of records with the bits for each being one person, the prior included. */
export interface Edges {
  readonly firsts: Int32Array;
  readonly seconds: Int32Array;
  readonly bits: Float32Array;
}

/** Pairs as they are found. */
export class EdgeList {
  #firsts = new Int32Array(1024);
  #seconds = new Int32Array(1024);
  #bits = new Float32Array(1024);
  #count = 0;

  add(first: number, second: number, bits: number): void {
    if (this.#count === this.#firsts.length) this.#grow();
    this.#firsts[this.#count] = first;
    this.#seconds[this.#count] = second;
    this.#bits[this.#count++] = bits;
  }

  done(): Edges {
    return {
      firsts: this.#firsts.slice(0, this.#count),
      seconds: this.#seconds.slice(0, this.#count),
      bits: this.#bits.slice(0, this.#count),
    };
  }

  #grow(): void {
    const { firsts, seconds, bits } = this.done();
    this.#firsts = new Int32Array(this.#count * 2);
    this.#firsts.set(firsts);
    this.#seconds = new Int32Array(this.#count * 2);
    this.#seconds.set(seconds);
    this.#bits = new Float32Array(this.#count * 2);
    this.#bits.set(bits);
  }
}

/** All of several finds. */
export function together(found: readonly Edges[]): Edges {
  const count = found.reduce((sum, { firsts }) => sum + firsts.length, 0);
  const edges = {
    firsts: new Int32Array(count),
    seconds: new Int32Array(count),
    bits: new Float32Array(count),
  };
  let at = 0;
  for (const { firsts, seconds, bits } of found) {
    edges.firsts.set(firsts, at);
    edges.seconds.set(seconds, at);
    edges.bits.set(bits, at);
    at += firsts.length;
  }
  return edges;
}
