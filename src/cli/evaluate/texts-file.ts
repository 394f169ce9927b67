import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';

/** A text somebody labelled. */
export const LABELLED = z.object({ text: z.string(), label: z.string().min(1) });

/**
 * Reads a file of JSON lines; empty lines are passed over.
 * @throws Error that names the file, the line and the cure.
 */
export async function readLines<S extends z.ZodType>(file: string, schema: S): Promise<z.output<S>[]> {
  const stream = createReadStream(file);
  const lines = createInterface({ input: stream, crlfDelay: Infinity });
  const read: z.output<S>[] = [];
  let number = 0;
  try {
    for await (const line of lines) {
      number++;
      const written = line.replace(/^\uFEFF/, '').trim();
      if (written !== '') read.push(lineOf(written, schema, `${file}, line ${number}`));
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw new Error(`${file} cannot be read: there is no such file.`, { cause: error });
    throw error;
  }
  if (read.length === 0) throw new Error(`${file} is empty: a line of JSON for each text is needed.`);
  return read;
}

function lineOf<S extends z.ZodType>(written: string, schema: S, where: string): z.output<S> {
  const line = schema.safeParse(jsonIn(written));
  if (line.success) return line.data;
  throw new Error(`${where} is not as it should be: ${z.prettifyError(line.error)}`);
}

function jsonIn(written: string): unknown {
  try {
    return JSON.parse(written);
  } catch {
    return undefined;
  }
}
