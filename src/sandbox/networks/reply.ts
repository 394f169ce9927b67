/** What a simulated network answers; everything here is a simulator, and nothing of it reaches the real networks. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON, a text as it is. */
  readonly body: string | object;
}

/** One request, as far as the simulators look at it. */
export interface Asking {
  readonly method: string;
  readonly url: URL;
  /** The host the request names: websites are told apart by it. */
  readonly host: string;
  readonly authorised: boolean;
}
