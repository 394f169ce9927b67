import { Interrupted } from '../interrupt.ts';
import type { Printing } from '../printing.ts';
import { Unusable } from '../unusable.ts';

export const EXIT = { well: 0, needsSomebody: 1, unusable: 2, interrupted: 130 } as const;

/**
 * Prints what came of it: lines for a person, or with `--json` one document on stdout.
 * @param work gives the exit code, what a machine reads and what a person reads.
 * @returns the exit code: 2 when what was given cannot be used, 130 when somebody pressed Ctrl-C.
 */
export async function run(
  json: boolean | undefined,
  { stdout, stderr }: Printing,
  work: () => Promise<{
    readonly code: number;
    readonly document: object;
    readonly lines: readonly string[];
  }>,
): Promise<number> {
  try {
    const { code, document, lines } = await work();
    stdout.write(json ? `${JSON.stringify(document, null, 2)}\n` : `${lines.join('\n')}\n`);
    return code;
  } catch (error) {
    if (!(error instanceof Unusable || error instanceof Interrupted)) throw error;
    stderr.write(`kith hubspot: ${error.message}\n`);
    if (json) stdout.write(`${JSON.stringify({ ok: false, says: error.message }, null, 2)}\n`);
    return error instanceof Unusable ? EXIT.unusable : EXIT.interrupted;
  }
}
