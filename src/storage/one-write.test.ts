import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { OneWrite } from './one-write.ts';

let server: Server;
let socket: OneWrite;
let other: Socket;

beforeEach(async () => {
  server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  socket = new OneWrite();
  const arriving = once(server, 'connection') as Promise<[Socket]>;
  socket.connect((server.address() as AddressInfo).port, '127.0.0.1');
  [other] = await arriving;
  if (socket.connecting) await once(socket, 'connect');
});

afterEach(() => {
  socket.destroy();
  other.destroy();
  server.close();
});

/** As `pg` sends a prepared statement. */
function send(statement: string): void {
  socket.cork();
  socket.write(statement);
  socket.write(';');
  socket.uncork();
}

it('keeps what one turn sends until the turn is over, then sends it in order', async () => {
  send('begin');
  send('select');
  expect(socket.writableLength).toBe('begin;select;'.length);
  const [data] = (await once(other, 'data')) as [Buffer];
  expect(data.toString()).toBe('begin;select;');
  expect(socket.writableLength).toBe(0);
});

it('sends in the next turn as in the first', async () => {
  for (const statement of ['one', 'two', 'three']) {
    const arriving = once(other, 'data') as Promise<[Buffer]>;
    send(statement);
    expect((await arriving)[0].toString()).toBe(`${statement};`);
    await turn();
    expect(socket.writableCorked).toBe(0);
  }
});
