import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

/** What plays a server in a test. Who hangs up before all of a request is there gets no answer, and nothing failed by it. */
export function answering(
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<unknown>,
): RequestListener {
  return (request, response) => {
    answer(request, response).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ECONNRESET' || request.complete) throw error;
    });
  };
}
