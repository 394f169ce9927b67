import { pipeline, type Duplex, type Readable } from 'node:stream';
import { constants, createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { Failure } from '../core/failure.ts';

export const DEFAULT_MAX_BYTES = 1_000_000;
/** What `readBody` can unpack; the gate offers exactly these. */
export const ACCEPT_ENCODING = 'gzip, br';

// A server that leaves out the trailer still sent a whole page, so the end is not insisted on.
const lenient = { finishFlush: constants.Z_SYNC_FLUSH };
const UNPACK: Readonly<Record<string, () => Duplex>> = {
  gzip: () => createGunzip(lenient),
  'x-gzip': () => createGunzip(lenient),
  deflate: () => createInflate(lenient),
  br: () => createBrotliDecompress(),
};

interface Bounds {
  /** Names the other side in errors. */
  readonly host: string;
  /** Content-Encoding as answered. */
  readonly encoding: string | undefined;
  /** Content-Length as answered: a promise that is believed only when it is too large. */
  readonly length: string | undefined;
  readonly maxBytes: number;
}

/**
 * A whole body, unpacked. Counts the bytes that come out of the unpacker, so a small file that unpacks to a large
 * one (a gzip bomb) is stopped like a large one, and the connection with it.
 * @throws Failure `refused by us` when it is larger than `maxBytes`, `malformed` for an encoding nobody offered.
 */
export async function readBody(body: Readable, bounds: Bounds): Promise<Buffer> {
  if (Number(bounds.length) > bounds.maxBytes) {
    abandon(body);
    throw tooLarge(bounds, Number(bounds.length));
  }
  const unpacked = unpack(body, bounds);
  const chunks: Buffer[] = [];
  let bytes = 0;
  // Leaving the loop early destroys the stream, and `unpack` has tied the connection to it.
  for await (const chunk of unpacked as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > bounds.maxBytes) throw tooLarge(bounds, bytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, bytes);
}

function unpack(body: Readable, { host, encoding }: Bounds): Readable {
  const steps = (encoding ?? '')
    .toLowerCase()
    .split(',')
    .map((step) => step.trim())
    .filter((step) => step !== '' && step !== 'identity');
  if (steps.length === 0) return body;
  const open = UNPACK[steps[0] ?? ''];
  // Packed twice is a bomb's habit and no browser's wish.
  if (steps.length > 1 || open === undefined) {
    abandon(body);
    throw new Failure('malformed', `${host} packed its answer in a way that was not offered`);
  }
  const unpacker = open();
  // The reader sees every error on the unpacker; this only ties the two ends together.
  pipeline(body, unpacker, () => undefined);
  return unpacker;
}

function tooLarge({ host, maxBytes }: Bounds, bytes: number): Failure {
  return new Failure(
    'refused by us',
    `${host} answered more than ${maxBytes} bytes (at least ${bytes}); the rest was not read`,
  );
}

/** Stops a download: its connection is closed, and the error this makes is expected by nobody. */
export function abandon(body: Readable): void {
  body.on('error', () => undefined);
  body.destroy();
}
