/** What the tests use of `ws`, which brings no types of its own. */
declare module 'ws' {
  import type { IncomingMessage } from 'node:http';
  import type { AddressInfo } from 'node:net';

  export interface ServerSocket {
    send(data: string | Uint8Array): void;
    close(code?: number, reason?: string): void;
    terminate(): void;
    pause(): void;
    on(event: 'message', told: (data: Buffer) => void): void;
    on(event: 'close', told: () => void): void;
  }
  export class WebSocketServer {
    constructor(options: { host: string; port: number; autoPong?: boolean });
    readonly clients: ReadonlySet<ServerSocket>;
    on(event: 'connection', told: (socket: ServerSocket, request: IncomingMessage) => void): void;
    once(event: 'listening', told: () => void): void;
    address(): AddressInfo;
    close(): void;
  }
}
