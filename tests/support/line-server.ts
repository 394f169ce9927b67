import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { WebSocketServer } from 'ws';
import type { ServerSocket } from 'ws';

export interface LineServer {
  /** `ws://127.0.0.1:…` */
  readonly url: string;
  /** Breaks every connection, as a server that restarts does. */
  hangUp(): void;
  close(): void;
}

/** A WebSocket server on loopback, on which a test says what comes. */
export async function serveLine(
  connected: (socket: ServerSocket, request: IncomingMessage) => void,
  options: { readonly autoPong?: boolean } = {},
): Promise<LineServer> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, ...options });
  server.on('connection', connected);
  await once(server as unknown as NodeJS.EventEmitter, 'listening');
  const hangUp = () => {
    for (const socket of server.clients) socket.terminate();
  };
  return {
    url: `ws://127.0.0.1:${server.address().port}`,
    hangUp,
    close: () => {
      hangUp();
      server.close();
    },
  };
}
