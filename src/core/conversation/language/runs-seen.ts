/** More than there can be runs in what is read of a text. */
const SLOTS = 512;

/** Which runs of letters one text had already: each counts once. */
export class RunsSeen {
  count = 0;
  readonly #runs = new Int32Array(SLOTS);
  /** In which text each was seen, and its edges in the last two bits. */
  readonly #texts = new Uint32Array(SLOTS);
  #text = 0;

  /** Begins another text. */
  begin(): void {
    this.count = 0;
    this.#text = (this.#text + 4) >>> 0;
    if (this.#text === 0) {
      this.#texts.fill(0);
      this.#text = 4;
    }
  }

  isNew(run: number, edges: number): boolean {
    const mark = this.#text + edges;
    let slot = (Math.imul(run ^ edges, 0x9e3779b1) >>> 20) & (SLOTS - 1);
    for (;;) {
      const there = this.#texts[slot] ?? 0;
      if (there < this.#text) break;
      if (there === mark && this.#runs[slot] === run) return false;
      slot = (slot + 1) & (SLOTS - 1);
    }
    this.#texts[slot] = mark;
    this.#runs[slot] = run;
    this.count++;
    return true;
  }
}
