/** One turn of what a language model is told. */
export interface Turn {
  readonly role: 'system' | 'user';
  readonly content: string;
}

/** A language model that the installation's owner set up. Nothing needs it. */
export interface LanguageModel {
  /** As its endpoint calls it. */
  readonly name: string;
  /** Where it runs. */
  readonly host: string;
  /**
   * What it answers; the same to the same, for as long as that is remembered.
   * @throws Failure
   */
  complete(turns: readonly Turn[]): Promise<string>;
}
