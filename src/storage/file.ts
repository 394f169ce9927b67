import { readFileSync } from 'node:fs';

/** The text of a file; undefined when it is not there or may not be read. */
export function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** The code of a system or database error: `ENOENT`, `42501`. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
