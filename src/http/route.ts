import type { z } from 'zod';
import type { Installation } from '../ports/store.ts';
import type { Viewer } from './access.ts';

/** What a handler is given: checked input, and the installation it may touch. */
export interface Call<P, Q, B> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly viewer: Viewer;
  readonly ifNoneMatch: string | undefined;
}

/** `text` is JSON that is already serialised; `lines` are sent as they come, one JSON value each (NDJSON). */
export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly text?: string;
  readonly lines?: AsyncIterable<string>;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Answer {
  readonly says: string;
  readonly schema?: z.ZodType;
}

interface Declared {
  /** `operationId` of the document, and the route's name in the metrics. */
  readonly id: string;
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** With `{names}` as OpenAPI writes them. */
  readonly path: string;
  readonly summary: string;
  /** It takes a file instead of JSON: of these types, and of so many bytes at the most. Its body is a `Uint8Array`. */
  readonly upload?: { readonly types: readonly string[]; readonly bytes: number };
  /** It decides for the whole account: of the people in the CRM only its governor may. */
  readonly governs?: true;
  readonly answers: Readonly<Record<number, Answer>>;
}

/** One line of the table from which both Express and the OpenAPI document are made. */
export interface Route extends Declared {
  readonly params: z.ZodObject;
  readonly query: z.ZodObject;
  readonly body: z.ZodType | undefined;
  /** Whether it is about one installation, named by `?installation=` or the only one there. */
  readonly scoped: boolean;
  readonly handle: (
    call: Call<unknown, unknown, unknown>,
    installation: Installation | undefined,
  ) => Promise<Reply>;
}

interface Schemas<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType> {
  readonly params: P;
  readonly query: Q;
  readonly body?: B;
}

/** A route about one installation. The schemas give the handler its types; the table forgets them. */
export function scoped<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType = z.ZodUndefined>(
  route: Declared & Schemas<P, Q, B>,
  handle: (call: Call<z.output<P>, z.output<Q>, z.output<B>>, installation: Installation) => Promise<Reply>,
): Route {
  return {
    ...route,
    body: route.body,
    scoped: true,
    handle: (call, installation) => {
      if (!installation) throw new Error('a scoped route was called without its installation');
      return handle(call as Call<z.output<P>, z.output<Q>, z.output<B>>, installation);
    },
  };
}

/** A route about all that the viewer may see. */
export function unscoped<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType = z.ZodUndefined>(
  route: Declared & Schemas<P, Q, B>,
  handle: (call: Call<z.output<P>, z.output<Q>, z.output<B>>) => Promise<Reply>,
): Route {
  return {
    ...route,
    body: route.body,
    scoped: false,
    handle: (call) => handle(call as Call<z.output<P>, z.output<Q>, z.output<B>>),
  };
}
