import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A page as it is answered. */
export interface Served {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/**
 * The websites of the world on one loopback port, told apart by `Host`: real HTTP, simulated people. A test puts pages
 * there and takes them away; what is not there is a 404.
 */
export async function startSites() {
  const pages = new Map<string, Served>();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const place = `${request.headers.host}${request.url}`;
    asked.push(place);
    const page = pages.get(place);
    const type = page?.body?.startsWith('<?xml') ? 'application/xml' : 'text/html; charset=utf-8';
    response.writeHead(page ? (page.status ?? 200) : 404, { 'content-type': type, ...page?.headers });
    response.end(page?.body ?? '');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** `host/path` of everything that was asked for. */
    asked,
    /** @param place `host/path`. */
    has: (place: string, page: Served | string) =>
      void pages.set(place, typeof page === 'string' ? { body: page } : page),
    gone: (place: string) => void pages.delete(place),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
