import { Socket } from 'node:net';

/**
 * A socket that sends in one piece what one turn of the event loop writes to it. `pg` sends each prepared statement in a
 * piece of its own, and every piece wakes the server: on few cores that costs more than most statements do. What is not
 * corked by `pg` (a statement that is not prepared) goes at once where it is the first of a turn.
 */
export class OneWrite extends Socket {
  #holding = false;

  override cork(): void {
    this.#hold();
    super.cork();
  }

  #hold(): void {
    if (this.#holding) return;
    this.#holding = true;
    super.cork();
    process.nextTick(() => {
      this.#holding = false;
      super.uncork();
    });
  }
}
