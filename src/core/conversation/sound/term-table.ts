/** Which row of a table belongs to a term: open addressing, for a look-up of a few nanoseconds. */
export class TermTable {
  /** The terms in the order of their rows. */
  readonly terms: Uint32Array;
  readonly #slots: Uint32Array;
  /** Rows counted from 1; 0 where a slot is empty. */
  readonly #rows: Int32Array;
  /** In which look-up a row was met last, so that each counts once. */
  readonly #met: Int32Array;
  #lookUp = 0;

  constructor(terms: Uint32Array) {
    const slots = 2 ** Math.ceil(Math.log2(terms.length * 2 + 2));
    this.terms = terms;
    this.#slots = new Uint32Array(slots);
    this.#rows = new Int32Array(slots);
    this.#met = new Int32Array(terms.length);
    for (const [row, term] of terms.entries()) {
      const slot = this.#slotOf(term);
      this.#slots[slot] = term;
      this.#rows[slot] = row + 1;
    }
  }

  /** The rows of those terms that the table has, each once, in the order in which they come. */
  rowsOf(terms: readonly number[]): Int32Array {
    const lookUp = ++this.#lookUp;
    const found = new Int32Array(terms.length);
    let count = 0;
    for (let i = 0; i < terms.length; i++) {
      const row = (this.#rows[this.#slotOf((terms[i] ?? 0) >>> 0)] ?? 0) - 1;
      if (row < 0 || this.#met[row] === lookUp) continue;
      this.#met[row] = lookUp;
      found[count++] = row;
    }
    return found.subarray(0, count);
  }

  /** The row of one term; undefined for one that the table has not. */
  rowOf(term: number): number | undefined {
    const row = this.#rows[this.#slotOf(term >>> 0)] ?? 0;
    return row === 0 ? undefined : row - 1;
  }

  /** Where a term is, or would be. Terms are well mixed already, so neighbours of a slot are seldom tried. */
  #slotOf(term: number): number {
    const mask = this.#slots.length - 1;
    let slot = term & mask;
    while (this.#rows[slot] !== 0 && this.#slots[slot] !== term) slot = (slot + 1) & mask;
    return slot;
  }
}
