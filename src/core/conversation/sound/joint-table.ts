import { zeros } from './model.ts';
import type { SoundModel } from './model.ts';

/** A row: the look-up that met it last, and then its weights, four in each number. */
const WEIGHTS = 1;
const LANES = 4;
/** Weights are bytes above zero here, so that they add up without a sign. */
const ABOVE = 128;
/** So many bytes add up in half a number. */
const AT_ONCE = 256;
const EVERY_OTHER = 0x00ff00ff;

/**
 * The tables of several models as one, in which a term is looked up once for all of them. Each row holds what the term weighs
 * for every head, and first of all, as if these were heads too, which of the models know it. What is met often stays close
 * together: slots are small, and rows stand in the order of the models, whose first terms matter most.
 */
export class JointTable {
  readonly #models: readonly SoundModel[];
  /** In turn a term and where its row begins, counted from 1; 0 where nothing is. */
  readonly #slots: Int32Array;
  readonly #rows: Int32Array;
  /** Of one row. */
  readonly #size: number;
  #lookUp = 0;
  /** Where the rows begin that were found. */
  #found = new Int32Array(1_024);
  /** One sum for each lane, of one kind of terms. */
  readonly #sums: Int32Array;

  constructor(models: readonly SoundModel[]) {
    const lanes = models.reduce((sum, { heads }) => sum + heads, models.length);
    const terms = [...new Set(models.flatMap(({ table }) => [...table.terms]))];
    this.#models = models;
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(terms.length * 4 + 4)));
    this.#size = WEIGHTS + Math.ceil(lanes / LANES);
    this.#rows = new Int32Array(terms.length * this.#size);
    this.#sums = new Int32Array((this.#size - WEIGHTS) * LANES);
    for (const [row, term] of terms.entries()) this.#write(row * this.#size, term | 0);
  }

  /**
   * One sum for each head of each model, of what terms weigh; each kind of terms counts as much, however many the model
   * knows of it.
   */
  sumsOf(kinds: readonly (readonly number[])[]): readonly number[][] {
    const sums = this.#models.map(({ heads }) => zeros(heads));
    for (const terms of kinds) {
      this.#addUp(this.#find(terms));
      let lane = this.#models.length;
      for (let model = 0; model < sums.length; model++) {
        const each = 1 / Math.sqrt(this.#sums[model] || 1);
        const own = sums[model] ?? [];
        const scales = this.#models[model]?.weights.scales ?? [];
        for (let head = 0; head < own.length; head++)
          own[head] = (own[head] ?? 0) + (this.#sums[lane++] ?? 0) * (scales[head] ?? 0) * each;
      }
    }
    return sums;
  }

  #write(from: number, term: number): void {
    const lanes: number[] = this.#models.map(({ table }) => (table.rowOf(term) === undefined ? 0 : 1));
    for (const { table, weights, heads } of this.#models) {
      const own = table.rowOf(term);
      for (let head = 0; head < heads; head++)
        lanes.push(own === undefined ? 0 : (weights.steps[own * heads + head] ?? 0));
    }
    const slot = this.#slotOf(term);
    this.#slots[slot] = term;
    this.#slots[slot + 1] = from + 1;
    for (let lane = 0; lane < this.#sums.length; lane++) {
      const at = from + WEIGHTS + (lane >> 2);
      this.#rows[at] = (this.#rows[at] ?? 0) | (((lanes[lane] ?? 0) + ABOVE) << (8 * (lane % LANES)));
    }
  }

  /** Finds the rows of terms, each once. @returns how many. */
  #find(terms: readonly number[]): number {
    if (this.#found.length < terms.length) this.#found = new Int32Array(2 * terms.length);
    const rows = this.#rows;
    const lookUp = this.#begin();
    let count = 0;
    for (let i = 0; i < terms.length; i++) {
      const row = (this.#slots[this.#slotOf((terms[i] ?? 0) | 0) + 1] ?? 0) - 1;
      if (row < 0 || rows[row] === lookUp) continue;
      rows[row] = lookUp;
      this.#found[count++] = row;
    }
    return count;
  }

  /** The number of this look-up. When all numbers were used, none was met by any. */
  #begin(): number {
    this.#lookUp = (this.#lookUp + 1) | 0;
    if (this.#lookUp === 0) {
      for (let at = 0; at < this.#rows.length; at += this.#size) this.#rows[at] = 0;
      this.#lookUp = 1;
    }
    return this.#lookUp;
  }

  /** Adds up the lanes of the first rows found: the even ones of a number in one sum, the odd ones in another. */
  #addUp(count: number): void {
    const rows = this.#rows;
    const found = this.#found;
    const sums = this.#sums.fill(-ABOVE * count);
    for (let from = 0; from < count; from += AT_ONCE) {
      const to = Math.min(from + AT_ONCE, count);
      for (let four = 0, at = WEIGHTS; at < this.#size; four += LANES, at++) {
        let [even, odd] = [0, 0];
        for (let i = from; i < to; i++) {
          const weights = rows[(found[i] ?? 0) + at] ?? 0;
          even = (even + (weights & EVERY_OTHER)) | 0;
          odd = (odd + ((weights >>> 8) & EVERY_OTHER)) | 0;
        }
        sums[four] = (sums[four] ?? 0) + (even & 0xffff);
        sums[four + 1] = (sums[four + 1] ?? 0) + (odd & 0xffff);
        sums[four + 2] = (sums[four + 2] ?? 0) + (even >>> 16);
        sums[four + 3] = (sums[four + 3] ?? 0) + (odd >>> 16);
      }
    }
  }

  /** The slot of a term, or the empty one where it would be. Terms are well mixed already, so that the next is seldom tried. */
  #slotOf(term: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = (term << 1) & mask;
    while (slots[slot + 1] !== 0 && slots[slot] !== term) slot = (slot + 2) & mask;
    return slot;
  }
}
