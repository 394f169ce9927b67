import { Interrupted } from '../interrupt.ts';
import { Unusable } from '../unusable.ts';
import type { Ending } from './ending.ts';
import { openOrg } from './open-org.ts';
import type { SalesforceOrg } from './org.ts';
import { openSay } from './say.ts';
import type { Say } from './say.ts';
import { openServer } from './server.ts';
import { serverAddress } from './server-address.ts';
import { Trouble } from './trouble.ts';
import type { Waiting } from './waiting.ts';

export interface SalesforceIo {
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
  /** Whether a person is looking at stderr. */
  readonly isTty: boolean;
  readonly interrupt: AbortSignal;
  readonly waiting: Waiting;
  /** Of the Kith server; absent where nobody set it. */
  readonly accessKey: string | undefined;
}

export interface Common {
  readonly targetOrg: string;
  readonly json?: boolean;
}

export interface WithServer extends Common {
  readonly server: string;
}

const EXIT = { done: 0, notDone: 1, unusable: 2, interrupted: 130 } as const;

export interface Opened {
  readonly org: SalesforceOrg;
  readonly say: Say;
  readonly waiting: Waiting;
}

/**
 * Opens the org, does the work, and prints how it ended: lines, or with `--json` one document on stdout.
 *
 * @param prepare checks what was given, before anything is asked
 * @returns the exit code: 0; 1 when something is missing or was refused; 2 when the input cannot be used; 130 when
 *   interrupted.
 */
export async function run<T>(
  { targetOrg, json }: Common,
  io: SalesforceIo,
  prepare: () => T,
  work: (opened: Opened, prepared: T) => Promise<Ending>,
): Promise<number> {
  const say = openSay(json ? io.stderr : io.stdout, { stream: io.stderr, isTty: io.isTty });
  const { waiting } = io;
  try {
    const prepared = prepare();
    const ending = await work({ org: await openOrg(targetOrg, waiting), say, waiting }, prepared);
    if (json) io.stdout.write(`${JSON.stringify(ending, null, 2)}\n`);
    return ending.ok ? EXIT.done : EXIT.notDone;
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    const says = error instanceof Error ? error.message : '';
    io.stderr.write(`kith salesforce: ${says}\n`);
    if (json) io.stdout.write(`${JSON.stringify({ ok: false, steps: [], says }, null, 2)}\n`);
    return code;
  }
}

function codeOf(error: unknown): number | undefined {
  if (error instanceof Unusable) return EXIT.unusable;
  if (error instanceof Interrupted) return EXIT.interrupted;
  return error instanceof Trouble ? EXIT.notDone : undefined;
}

/** @throws Unusable for an address or a missing key, before anything is asked. */
export function serverOf({ server }: WithServer, { accessKey }: SalesforceIo) {
  const url = serverAddress(server);
  if (accessKey === undefined) {
    throw new Unusable(
      'set KITH_ACCESS_KEY to the access key of the Kith server: it printed it when it started',
    );
  }
  return openServer(url, accessKey);
}
