import type { SoundModel } from './model.ts';

/** A record: its term, the look-up that met it last, and then its weights, four in each number. */
const [MET, WEIGHTS] = [1, 2];
const LANES = 4;
/** Weights are bytes above zero here, so that they add up without a sign. */
const ABOVE = 128;
/** So many bytes add up in half a number. */
const AT_ONCE = 256;
const EVERY_OTHER = 0x00ff00ff;

/**
 * The tables of several models as one, in which a term is looked up once for all of them. Each record holds what the term
 * weighs for every head, and first of all, as if these were heads too, which of the models know it.
 */
export class JointTable {
  readonly #models: readonly SoundModel[];
  readonly #records: Int32Array;
  readonly #size: number;
  readonly #mask: number;
  #lookUp = 0;
  /** Where the records begin that were found. */
  #found = new Int32Array(1_024);
  /** One sum for each lane, of one kind of terms. */
  readonly #sums: Int32Array;

  constructor(models: readonly SoundModel[]) {
    const lanes = models.reduce((sum, { heads }) => sum + heads, models.length);
    const terms = new Set(models.flatMap(({ table }) => [...table.terms]));
    const slots = 2 ** Math.ceil(Math.log2(terms.size * 2 + 2));
    this.#models = models;
    this.#size = WEIGHTS + Math.ceil(lanes / LANES);
    this.#mask = slots - 1;
    this.#records = new Int32Array(slots * this.#size);
    this.#sums = new Int32Array((this.#size - WEIGHTS) * LANES);
    for (const term of terms) this.#write(term | 0);
  }

  /**
   * One sum for each head of each model, of what terms weigh; each kind of terms counts as much, however many the model
   * knows of it.
   */
  sumsOf(kinds: readonly (readonly number[])[]): readonly Float64Array[] {
    const sums = this.#models.map(({ heads }) => new Float64Array(heads));
    for (const terms of kinds) {
      this.#addUp(this.#find(terms));
      let lane = this.#models.length;
      for (let model = 0; model < sums.length; model++) {
        const each = 1 / Math.sqrt(this.#sums[model] || 1);
        const own = sums[model] ?? new Float64Array();
        const scales = this.#models[model]?.weights.scales ?? [];
        for (let head = 0; head < own.length; head++)
          own[head] = (own[head] ?? 0) + (this.#sums[lane++] ?? 0) * (scales[head] ?? 0) * each;
      }
    }
    return sums;
  }

  #write(term: number): void {
    const lanes = this.#models.map(({ table }) => (table.rowOf(term) === undefined ? 0 : 1));
    for (const { table, weights, heads } of this.#models) {
      const row = table.rowOf(term);
      for (let head = 0; head < heads; head++)
        lanes.push(row === undefined ? 0 : (weights.steps[row * heads + head] ?? 0));
    }
    const record = this.#recordOf(term);
    this.#records[record] = term;
    for (let lane = 0; lane < this.#sums.length; lane++) {
      const at = record + WEIGHTS + (lane >> 2);
      this.#records[at] = (this.#records[at] ?? 0) | (((lanes[lane] ?? 0) + ABOVE) << (8 * (lane % LANES)));
    }
  }

  /** Finds the records of terms, each once. @returns how many. */
  #find(terms: readonly number[]): number {
    if (this.#found.length < terms.length) this.#found = new Int32Array(2 * terms.length);
    const [records, found, lookUp] = [this.#records, this.#found, this.#begin()];
    let count = 0;
    for (let i = 0; i < terms.length; i++) {
      const record = this.#recordOf((terms[i] ?? 0) | 0);
      if (records[record + WEIGHTS] === 0 || records[record + MET] === lookUp) continue;
      records[record + MET] = lookUp;
      found[count++] = record;
    }
    return count;
  }

  /** The number of this look-up. When all numbers were used, none was met by any. */
  #begin(): number {
    this.#lookUp = (this.#lookUp + 1) | 0;
    if (this.#lookUp === 0) {
      for (let at = MET; at < this.#records.length; at += this.#size) this.#records[at] = 0;
      this.#lookUp = 1;
    }
    return this.#lookUp;
  }

  /** Adds up the lanes of the first records found: the even ones of a number in one sum, the odd ones in another. */
  #addUp(count: number): void {
    const [records, found, sums] = [this.#records, this.#found, this.#sums.fill(-ABOVE * count)];
    for (let from = 0; from < count; from += AT_ONCE) {
      const to = Math.min(from + AT_ONCE, count);
      for (let four = 0, at = WEIGHTS; at < this.#size; four += LANES, at++) {
        let [even, odd] = [0, 0];
        for (let i = from; i < to; i++) {
          const weights = records[(found[i] ?? 0) + at] ?? 0;
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

  /** Where the record of a term is, or would be. Terms are well mixed already, so that the next is seldom tried. */
  #recordOf(term: number): number {
    const [records, size, mask] = [this.#records, this.#size, this.#mask];
    let slot = term & mask;
    for (let record = slot * size; ; record = slot * size) {
      if (records[record] === term || records[record + WEIGHTS] === 0) return record;
      slot = (slot + 1) & mask;
    }
  }
}
