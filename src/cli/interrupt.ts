/**
 * A signal that is aborted by the first Ctrl-C (or a polite request to end), so that what is done can be printed.
 * The second one ends the process at once.
 */
export function interruptSignal(): { readonly signal: AbortSignal; release(): void } {
  const controller = new AbortController();
  const release = () => {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  };
  function interrupt(): void {
    controller.abort();
    release();
  }
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  return { signal: controller.signal, release };
}

/** Somebody pressed Ctrl-C while something was waited for. */
export class Interrupted extends Error {
  constructor() {
    super('Stopped. Run the same command again: it goes on where it was.');
    this.name = 'Interrupted';
  }
}
