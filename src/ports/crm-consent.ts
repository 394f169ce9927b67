/** What a CRM's page of consent is asked with. */
export interface ConsentAsk {
  readonly state: string;
  readonly challenge: string;
  readonly redirectUri: string;
  /** Of `signInBase`, where the account has a page of its own. */
  readonly signIn?: string | undefined;
}

/** What comes back from it, with what it was asked with. */
export interface ConsentAnswer {
  readonly code: string;
  readonly verifier: string;
  readonly redirectUri: string;
  readonly signIn?: string | undefined;
}

/** An account whose admin admitted the app, so that nobody has to consent in a browser. */
export interface AdmittedAccount {
  /** Of `signInBase`. */
  readonly signIn: string;
  /** For whom Kith works there; where the CRM lets the app choose. */
  readonly user?: string;
}
