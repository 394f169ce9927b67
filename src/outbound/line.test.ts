import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { setImmediate } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { serveLine } from '../../tests/support/line-server.ts';
import type { LineServer } from '../../tests/support/line-server.ts';
import type { Batch, Line } from '../ports/stream.ts';
import { openLine } from './line.ts';
import type { LineOptions } from './line.ts';
import { failureOf, testbed } from './testbed.ts';

const bed = testbed();
const servers: LineServer[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function serving(...asked: Parameters<typeof serveLine>): Promise<LineServer> {
  const server = await serveLine(...asked);
  servers.push(server);
  return server;
}

/** Beats come when the test lets them. */
function beats() {
  let next = Promise.withResolvers<void>();
  return {
    pause: () => next.promise,
    beat: () => {
      const now = next;
      next = Promise.withResolvers();
      now.resolve();
    },
  };
}

const never: LineOptions = { pause: () => new Promise(() => undefined) };
const open = (url: string, options: Partial<LineOptions> = {}, signal = new AbortController().signal) =>
  openLine(url, signal, { ...never, ...options });
/** Until it is told on the channel. */
const told = (name: string) =>
  new Promise<void>((resolve) => {
    const hear = () => {
      unsubscribe(name, hear);
      resolve();
    };
    subscribe(name, hear);
  });
/** Takes all there is. */
async function reading(line: Line, take: (batch: Batch) => unknown = () => undefined): Promise<void> {
  for await (const batch of line.batches) take(batch);
}
const text = (batch: Batch) => batch.map((frame) => (typeof frame === 'string' ? frame : Buffer.from(frame)));

describe('a line that is held open', () => {
  it('brings texts and bytes as they were sent, in order, until the other side hangs up', async () => {
    const { url } = await serving((socket) => {
      socket.send('one');
      socket.send(Buffer.from([1, 2]));
      socket.close();
    });
    const got: unknown[] = [];
    for await (const batch of (await open(url)).batches) got.push(...text(batch));
    expect(got).toEqual(['one', Buffer.from([1, 2])]);
  });

  it('says what it is told to', async () => {
    const said = Promise.withResolvers<string>();
    const { url } = await serving((socket) => socket.on('message', (data) => said.resolve(String(data))));
    (await open(url)).send('hello');
    expect(await said.promise).toBe('hello');
  });

  it('ends, without an error, when we end it', async () => {
    const gone = Promise.withResolvers<void>();
    const { url } = await serving((socket) => socket.on('close', () => gone.resolve()));
    const stopping = new AbortController();
    const line = await open(url, {}, stopping.signal);
    const done = reading(line);
    stopping.abort();
    await done;
    await gone.promise;
  });

  it('is not opened any more once we ended it', async () => {
    let opened = 0;
    const { url } = await serving(() => void opened++);
    const failure = await failureOf(open(url, {}, AbortSignal.abort()));
    expect([failure.kind, opened]).toEqual(['unavailable', 0]);
  });

  it('is unavailable when it breaks', async () => {
    const server = await serving((socket) => socket.send('one'));
    const line = await open(server.url);
    const failure = await failureOf(reading(line, () => server.hangUp()));
    expect(failure.kind).toBe('unavailable');
  });

  it('says now and then that nothing came but somebody is there', async () => {
    const { url } = await serving(() => undefined);
    const clock = beats();
    const answered = told('undici:websocket:pong');
    const line = await open(url, { pause: clock.pause });
    const batches = line.batches[Symbol.asyncIterator]();
    const first = batches.next();
    await answered;
    clock.beat();
    expect(await first).toEqual({ done: false, value: [] });
  });

  it('is over when nobody answers any more', async () => {
    const { url } = await serving(() => undefined, { autoPong: false });
    const clock = beats();
    const line = await open(url, { pause: clock.pause });
    const silence = failureOf(reading(line));
    for (let beat = 0; beat < 3; beat++) {
      for (let turn = 0; turn < 50; turn++) await setImmediate();
      clock.beat();
    }
    expect(await silence).toMatchObject({ kind: 'unavailable', message: expect.stringContaining('silent') });
  });

  it('lets a flood wait at the other side while nobody takes it, and loses nothing of it', async () => {
    const frames = 400;
    const frame = 'x'.repeat(100_000);
    const flooding = await serving((socket) => {
      for (let n = 0; n < frames; n++) socket.send(`${n} ${frame}`);
      socket.close();
    });
    const line = await open(flooding.url, { maxWaitingBytes: 1_000_000 });
    const sizes: number[] = [];
    const got: number[] = [];
    for await (const batch of line.batches) {
      sizes.push(batch.reduce((sum, one) => sum + one.length, 0));
      got.push(...batch.map((one) => Number(String(one).split(' ')[0])));
      for (let turn = 0; turn < 20; turn++) await setImmediate();
    }
    expect(got).toEqual(Array.from({ length: frames }, (_, n) => n));
    expect(Math.max(...sizes)).toBeLessThan(3_000_000);
  });

  it('does not take a frame that is larger than anything that is sent there', async () => {
    const { url } = await serving((socket) => socket.send('x'.repeat(20_000)));
    const line = await open(url, { maxFrameBytes: 10_000 });
    const got: unknown[] = [];
    expect((await failureOf(reading(line, (batch) => got.push(...batch)))).kind).toBe('unavailable');
    expect(got).toEqual([]);
  });

  it.each([
    ['ws://stream.example/', /only wss/],
    ['http://127.0.0.1/', /only wss/],
    ['wss://10.0.0.1/', /not an address of the public internet/],
    ['wss://169.254.169.254/latest', /not an address of the public internet/],
    ['wss://relay.internal/', /private network/],
    ['wss://relay.example:8443/', /port 8443/],
    ['wss://user:word@relay.example/', /user name or a password/],
  ])('is not opened to %s', async (url, why) => {
    const failure = await failureOf(open(url));
    expect(failure.kind).toBe('refused by us');
    expect(failure.message).toMatch(why);
  });

  it('is not opened to a name that leads to a private address', async () => {
    const lookup: LineOptions['lookup'] = (_name, _options, done) =>
      done(null, [{ address: '127.0.0.1', family: 4 }]);
    expect((await failureOf(open('wss://rebinding.example/', { lookup }))).kind).toBe('refused by us');
  });

  it('follows no redirect, and calls a server that does not speak so unavailable', async () => {
    const target = await serving((socket) => socket.send('here'));
    const redirecting = await bed.serve((_req, res) => {
      res.writeHead(302, { location: target.url.replace('ws:', 'http:') }).end();
    });
    expect((await failureOf(open(redirecting.replace('http:', 'ws:')))).kind).toBe('unavailable');
    expect((await failureOf(open('ws://127.0.0.1:1/'))).kind).toBe('unavailable');
  });
});
