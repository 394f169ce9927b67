/** A network's rules as data. The engine enforces them; the clause is what the admin reads when it refuses. */
export interface Terms {
  /** Facts are refreshed or erased after so many days; undefined: as long as the person publishes them. */
  readonly keepForDays?: number;
  /** What the network deleted must be gone here within so many hours. */
  readonly deleteWithinHours: number;
  /** May a profile be matched to a person known from outside the network? */
  readonly mayMatchOutside: boolean;
  /** Then a profile is matched only to the person with whose e-mail address it was found: by no name, and by no likeness. */
  readonly onlyByEmail?: true;
  /** May its content be shown inside a frame? */
  readonly mayShowInFrame: boolean;
  /** Whether tone, intent and figures may be made of what is said there; they may, unless told. */
  readonly mayDerive?: boolean;
  /** Is the person's consent needed before anything is kept? */
  readonly needsConsent: boolean;
  /** The sentence of the terms that decides, in our words, and where it stands. */
  readonly clause: string;
  readonly source: string;
}
