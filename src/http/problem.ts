import { STATUS_CODES } from 'node:http';
import type { ErrorRequestHandler, Response } from 'express';
import type { z } from 'zod';
import { Failure, POLICY } from '../core/failure.ts';
import type { Log } from '../ports/runtime.ts';
import type { Problem } from './shapes.ts';

/** Thrown by handlers to answer with a problem. `detail` is read by people and says what to do. */
export class Refusal extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly errors: Problem['errors'];

  constructor(
    status: number,
    detail: string,
    more: { readonly headers?: Readonly<Record<string, string>>; readonly errors?: Problem['errors'] } = {},
  ) {
    super(detail);
    this.name = 'Refusal';
    this.status = status;
    this.headers = more.headers ?? {};
    this.errors = more.errors;
  }
}

/** Answers with RFC 9457 problem details. */
function sendProblem(res: Response, refusal: Refusal): void {
  const { status, message, errors } = refusal;
  const problem: Problem = {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail: message,
    ...(errors && { errors }),
  };
  res.status(status).set({ 'Cache-Control': 'no-store', ...refusal.headers });
  res.type('application/problem+json').send(JSON.stringify(problem));
}

/** What the request got wrong, field by field. */
export function refusalOf(error: z.ZodError, place: string): Refusal {
  const errors = error.issues.map(({ path, message }) => ({
    where: [place, ...path].map(String).join('.'),
    says: message,
  }));
  return new Refusal(400, `The ${place} of this request does not fit; see errors.`, { errors });
}

const OF_PARSER: Readonly<Record<string, string>> = {
  'entity.too.large': 'The body is larger than this address accepts.',
  'entity.parse.failed': 'The body is no JSON.',
  'encoding.unsupported': 'Send the body plain, or as gzip, deflate or br.',
  'charset.unsupported': 'Send the body as UTF-8.',
  'request.aborted': 'The request ended before its body did.',
  'request.size.invalid': 'The body is not as long as Content-Length says.',
};

/** Any thrown thing as a refusal; `undefined` for a bug, which tells the caller nothing. */
function asRefusal(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error;
  if (error instanceof Failure) return ofFailure(error);
  if (!(error instanceof Error)) return undefined;
  // Errors of Express and its body parsers carry a status and a type; their messages may quote the request.
  const { status, type } = error as { status?: unknown; type?: unknown };
  if (typeof status !== 'number' || status < 400 || status > 499) return undefined;
  return new Refusal(status, OF_PARSER[String(type)] ?? 'This request cannot be read.');
}

function ofFailure(failure: Failure): Refusal {
  const { status, say } = POLICY[failure.kind];
  const wait = failure.retryAfterMs;
  return new Refusal(status, `The other side ${say}.`, {
    headers: wait === undefined ? {} : { 'Retry-After': String(Math.ceil(wait / 1000)) },
  });
}

/** The last middleware: every error becomes a problem, a bug also a line in the log. */
export function problems(log: Log): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    const refusal = asRefusal(error);
    if (!refusal) {
      const name = error instanceof Error ? error.name : typeof error;
      log.error({ method: req.method, route: String(res.locals['route'] ?? ''), name }, 'http.bug');
    }
    if (res.headersSent) return next(error);
    sendProblem(
      res,
      refusal ?? new Refusal(500, 'Kith could not do this. Try again; the log says what happened.'),
    );
  };
}
