import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { Printing } from './printing.ts';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command, and collects what it printed; for tests. */
export async function ran(command: (io: Printing) => Promise<number>): Promise<Ran> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const printed = Promise.all([text(stdout), text(stderr)]);
  const code = await command({ stdout, stderr }).finally(() => {
    stdout.end();
    stderr.end();
  });
  const [out, err] = await printed;
  return { code, out, err };
}
