/** Which languages have a run of letters in their words, and how often: nothing but arrays of numbers. */
export interface Grams {
  /** Up to four bytes of UTF-8 each, as one number. */
  readonly bytes: Uint32Array;
  /** Whether a word begins (2) or ends (1) there. */
  readonly edges: Uint8Array;
  /** So many languages have it. */
  readonly counts: Uint8Array;
  /** Those languages, run after run, … */
  readonly languages: Uint8Array;
  /** … and how much it speaks for each. */
  readonly scores: Uint8Array;
}

/** Where a run of letters is found among hundreds of thousands: open addressing. */
export class GramTable {
  /** In turn the bytes of a run, and where its languages begin with its edges in the last two bits; that plus 1, 0 is empty. */
  readonly #slots: Int32Array;
  readonly #mask: number;
  /** For each run how many languages, then each of them and how much it speaks for it. */
  readonly #said: Uint8Array;

  constructor({ bytes, edges, counts, languages, scores }: Grams) {
    const slots = 2 ** Math.ceil(Math.log2(bytes.length * 2 + 2));
    this.#mask = slots - 1;
    this.#slots = new Int32Array(slots * 2);
    this.#said = new Uint8Array(bytes.length + languages.length * 2);
    for (let gram = 0, from = 0, at = 0; gram < bytes.length; gram++) {
      const [run, edge] = [(bytes[gram] ?? 0) | 0, edges[gram] ?? 0];
      const slot = this.#slotOf(run, edge);
      this.#slots[slot] = run;
      this.#slots[slot + 1] = ((at << 2) | edge) + 1;
      const count = counts[gram] ?? 0;
      this.#said[at++] = count;
      for (const end = from + count; from < end; from++) {
        this.#said[at++] = languages[from] ?? 0;
        this.#said[at++] = scores[from] ?? 0;
      }
    }
  }

  /**
   * Adds to the sum of each language that has a run how much that speaks for it, and a share that is the same for all.
   * @param bytes as a signed number of 32 bits.
   */
  add(bytes: number, edges: number, each: number, sums: Int32Array): void {
    const place = this.#slots[this.#slotOf(bytes, edges) + 1] ?? 0;
    if (place === 0) return;
    const from = (place - 1) >>> 2;
    const end = from + 2 * (this.#said[from] ?? 0);
    for (let at = from + 1; at < end; at += 2) {
      const language = this.#said[at] ?? 0;
      sums[language] = (sums[language] ?? 0) + (this.#said[at + 1] ?? 0) + each;
    }
  }

  #slotOf(bytes: number, edges: number): number {
    let slot = Math.imul(bytes ^ (edges << 29), 0x9e3779b1);
    slot = ((slot ^ (slot >>> 15)) & this.#mask) << 1;
    for (;;) {
      const place = this.#slots[slot + 1] ?? 0;
      if (place === 0 || (this.#slots[slot] === bytes && ((place - 1) & 3) === edges)) return slot;
      slot = (slot + 2) & (2 * this.#mask + 1);
    }
  }
}
