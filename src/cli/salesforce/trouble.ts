/** Something in the org or at the server that an admin can cure; the message is one sentence and says how. */
export class Trouble extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Trouble';
  }
}
