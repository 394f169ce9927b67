import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Listening {
  readonly port: number;
  readonly url: string;
  /** Takes no new connections, lets the requests at hand end, and cuts those that have not after `graceMs`. */
  readonly close: (graceMs?: number) => Promise<void>;
}

/**
 * Serves an app; port 0 takes a free one.
 * @throws Error with the cure when the port is taken or may not be used.
 */
export async function listen(app: RequestListener, port: number, host: string): Promise<Listening> {
  const server = createServer(app);
  let closing = false;
  // A kept-alive connection whose last request just ended would hold the close back.
  server.on('request', (_req, res) => {
    res.once('close', () => closing && setImmediate(() => server.closeIdleConnections()));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(cured(error, port, host)));
    server.listen(port, host, resolve);
  });
  const { port: taken } = server.address() as AddressInfo;
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return {
    port: taken,
    url: `http://${name.includes(':') ? `[${name}]` : name}:${taken}`,
    close: (graceMs = 10_000) =>
      new Promise((resolve) => {
        closing = true;
        const cut = setTimeout(() => server.closeAllConnections(), graceMs);
        server.close(() => {
          clearTimeout(cut);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}

function cured(error: NodeJS.ErrnoException, port: number, host: string): Error {
  const cures: Readonly<Record<string, string>> = {
    EADDRINUSE: `Port ${port} is in use. Stop the other program, or set KITH_PORT to another port.`,
    EACCES: `Port ${port} may not be used by this user. Set KITH_PORT to one above 1023.`,
    EADDRNOTAVAIL: `This machine has no address ${host}. Set KITH_HOST to one it has, such as 127.0.0.1.`,
  };
  return new Error(cures[error.code ?? ''] ?? `Kith cannot listen on ${host}:${port}: ${error.message}`, {
    cause: error,
  });
}
