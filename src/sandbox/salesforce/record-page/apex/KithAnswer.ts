/** Simulator of `KithAnswer.cls`: what Kith answered. */
export interface KithAnswer {
  /** The HTTP status, or one of the two below. */
  readonly status: number;
  /** JSON. Empty where Kith answered without a body. */
  readonly body: string;
}

/** Kith could not be reached, or no administrator has filled in the credential. */
export const NOT_REACHED = 0;
/** The panel may not ask: this org has switched it off. */
export const SWITCHED_OFF = -1;
