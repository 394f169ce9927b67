import { createInterface } from 'node:readline/promises';
import { Interrupted } from './interrupt.ts';
import { Unusable } from './unusable.ts';

export interface Asking {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  /** Whether somebody can answer. */
  readonly isTty: boolean;
  readonly interrupt: AbortSignal;
}

/**
 * Lets a person say yes before something is destroyed.
 * @throws Unusable when nobody is there to answer, Interrupted when they do not say yes.
 */
export async function sure(question: string, { input, output, isTty, interrupt }: Asking): Promise<void> {
  if (!isTty) throw new Unusable(`${question} Nobody can answer here: add --yes.`);
  const lines = createInterface({ input, output });
  try {
    const answer = await lines.question(`${question} Type yes: `, { signal: interrupt });
    if (answer.trim().toLowerCase() !== 'yes') throw new Unusable('nothing was changed');
  } catch (error) {
    throw interrupt.aborted ? new Interrupted() : error;
  } finally {
    lines.close();
  }
}
