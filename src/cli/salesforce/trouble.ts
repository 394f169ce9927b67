/** Something in the org or at the server that an admin can cure; the message is one sentence and says how. */
export class Trouble extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Trouble';
  }
}

/** The admin pressed Ctrl-C while something was waited for. */
export class Interrupted extends Error {
  constructor() {
    super('Stopped. Run the same command again: it goes on where it was.');
    this.name = 'Interrupted';
  }
}
