/** One request to the outside. Every one passes the gate (`src/outbound`). */
export interface Outgoing {
  readonly url: string | URL;
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /**
   * Who chose the host. `people`: it came from a CRM field or a profile, so private addresses, odd ports and
   * redirects into them are refused. `us`: the connector's own base.
   */
  readonly host: 'us' | 'people';
  /** `false`: a redirect is an answer like any other. */
  readonly follow?: boolean;
  /** The body is refused beyond so many bytes; 1 MB unless told. */
  readonly maxBytes?: number;
  readonly signal?: AbortSignal;
  /**
   * How long a good answer asks for quiet, in milliseconds, where the other side says so in its body: the next calls to it
   * wait in the gate that long.
   */
  readonly quietAfter?: (answer: Answer) => number | undefined;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** After redirects. */
  readonly url: string;
  readonly text: string;
  /** @throws Failure `malformed` when the body is no JSON. */
  json(): unknown;
}

/**
 * Asks the outside once, or again when `read` throws a `Failure` that waiting can mend.
 * @throws Failure `unavailable` for time-outs and broken connections, `refused by us` for unsafe addresses,
 *   and whatever `read` throws in the end.
 */
export type Ask = <T>(request: Outgoing, read: (answer: Answer) => T | Promise<T>) => Promise<T>;

/** The same gate for a vendor's SDK that does its own talking: rate budget, time-out and retry around `work`. */
export type Pass = <T>(lane: string, work: (signal: AbortSignal) => Promise<T>) => Promise<T>;

/** How often one side may be asked. */
export interface Limits {
  readonly requests: number;
  readonly perSeconds: number;
  /** How many at once. */
  readonly together: number;
  /** How long one answer may take, headers and body together; 10 seconds unless told. */
  readonly attemptMs?: number;
}
