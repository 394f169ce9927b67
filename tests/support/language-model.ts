import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answering } from './answering.ts';

/** What a model was asked. */
export interface Prompted {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: {
    readonly model: string;
    readonly messages: readonly { readonly role: string; readonly content: string }[];
  };
}

export interface ModelAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is; else `content` as a completion. */
  readonly raw?: string;
  readonly content?: string;
  /** Nothing is ever answered. */
  readonly hangs?: true;
}

/**
 * A simulator of an OpenAI-compatible endpoint over real HTTP on this machine: it writes what a test tells it to, and keeps
 * what it was asked.
 */
export async function openModelSimulator(answer: (asked: Prompted) => ModelAnswer) {
  const asked: Prompted[] = [];
  const server = createServer(
    answering(async (request, response) => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      const { url: path = '', headers } = request;
      const prompted: Prompted = { path, headers, body: JSON.parse(Buffer.concat(parts).toString()) };
      asked.push(prompted);
      const { status = 200, headers: own = {}, raw, content = '', hangs } = answer(prompted);
      if (hangs) return;
      const completion = {
        id: 'c',
        object: 'chat.completion',
        choices: [{ index: 0, message: { role: 'assistant', content } }],
      };
      response.writeHead(status, { 'content-type': 'application/json', ...own });
      response.end(raw ?? JSON.stringify(completion));
    }),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    asked,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
