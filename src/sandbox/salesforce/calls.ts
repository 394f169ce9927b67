import type { Transaction } from './transaction.ts';

/** One call of the REST API, of its own or inside a composite one. */
export interface Call {
  readonly method: string;
  /** Behind `/services/data/v67.0`, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
  /** `If-Unmodified-Since`; a collection and a composite call know no such thing. */
  readonly unmodifiedSince?: string | undefined;
  readonly tx: Transaction;
  /** Named by its resource's path pattern, decoded. */
  readonly of: Readonly<Record<string, string>>;
}

/** What a call is answered with; `body` undefined: nothing at all. */
export interface Reply {
  readonly status: number;
  readonly body?: unknown;
}

/** A resource of the API, where it is and what its methods do. @throws OrgRefusal; then all of the call is taken back */
export interface Resource {
  /** `/sobjects/:object/:id`; a last part `*` takes the rest. */
  readonly path: string;
  readonly methods: Readonly<Record<string, (call: Call) => Reply>>;
}

export const ok = (body: unknown): Reply => ({ status: 200, body });
export const made = (body: unknown): Reply => ({ status: 201, body });
export const nothing: Reply = { status: 204 };
