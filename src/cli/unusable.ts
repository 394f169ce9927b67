/** What the user gave cannot be worked with; the message says what was found and what to do about it. */
export class Unusable extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Unusable';
  }
}
