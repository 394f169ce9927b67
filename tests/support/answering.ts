import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

/** What plays a server in a test. Who hangs up before a request was read gets no answer, and nothing failed by it. */
export function answering(
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<unknown>,
): RequestListener {
  return (request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (error !== request.errored) throw error;
    });
  };
}
