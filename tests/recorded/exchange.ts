import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

/** One answer of a real network, as somebody recorded it. */
export interface Exchange {
  /** Where it stands: the file below the folder, and which answer of it. */
  readonly at: string;
  /** What was asked, where the recording says so. */
  readonly url: string | undefined;
  readonly status: number;
  /** Lower-case names; of what a server says, only what a connector may read. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** What was compressed on the way, where it was kept like that. */
const GZIP = Buffer.from([0x1f, 0x8b]);
/** Redirects are not followed out of a recording. */
const READ = /^(?:content-type|link|retry-after|x-rate-?limit-.*)$/;

const Text = z.union([z.string(), z.instanceof(Uint8Array)]);
const Headers = z.record(z.string(), z.union([z.string(), z.array(z.string())])).default({});
/** VCR's and betamax's cassettes differ in how they write a body. */
const Cassette = z.object({
  interactions: z.array(
    z.object({
      request: z.object({ uri: z.string() }),
      response: z.object({
        status: z.object({ code: z.number() }),
        headers: Headers,
        body: z
          .object({ string: Text.nullish(), base64_string: z.string().nullish() })
          .nullish()
          .transform((body) => bytesOf(body ?? {})),
      }),
    }),
  ),
});

function bytesOf({ string, base64_string: base64 }: { string?: unknown; base64_string?: unknown }): Buffer {
  if (typeof base64 === 'string') return Buffer.from(base64, 'base64');
  return string instanceof Uint8Array ? Buffer.from(string) : Buffer.from(String(string ?? ''));
}

/**
 * Every answer below a folder: cassettes of VCR (YAML, JSON) and betamax (JSON), and files that are one body each.
 * @throws Error that names a file which is none of them.
 */
export function exchangesIn(folder: string): readonly Exchange[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.(?:ya?ml|json)$/.test(file),
  );
  return files.toSorted().flatMap((file) => {
    const path = join(folder, file);
    return exchangesOf(relative(folder, path), readFileSync(path));
  });
}

/** @param file its name tells how it is written. */
export function exchangesOf(file: string, bytes: Buffer): readonly Exchange[] {
  const read = /\.ya?ml$/.test(file)
    ? (parse(bytes.toString(), { schema: 'yaml-1.1', maxAliasCount: -1 }) as unknown)
    : jsonIn(bytes);
  const isTape = typeof read === 'object' && read !== null && 'interactions' in read;
  if (!isTape) return [plainBody(file, bytes, read)];
  const tape = Cassette.safeParse(read);
  if (!tape.success) throw new Error(`${file} is no cassette:\n${z.prettifyError(tape.error)}`);
  return tape.data.interactions.map(({ request, response }, nth) => ({
    at: `${file} ${nth + 1}`,
    url: request.uri,
    status: response.status.code,
    headers: { ...readable(response.headers), ...packedAs(response.body) },
    body: response.body,
  }));
}

/** A body alone does not say with what status it came, but for errors that repeat it. */
function plainBody(at: string, body: Buffer, read: unknown): Exchange {
  const told = z.object({ error: z.object({ code: z.int().min(400).max(599) }) }).safeParse(read);
  const headers = { 'content-type': read === undefined ? 'text/html' : 'application/json' };
  return { at, url: undefined, status: told.data?.error.code ?? 200, headers, body };
}

function readable(headers: z.output<typeof Headers>): Record<string, string> {
  const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), [value].flat()[0] ?? '']);
  return Object.fromEntries(lower.filter(([name]) => READ.test(name ?? '')));
}

const packedAs = (body: Buffer) => (body.subarray(0, 2).equals(GZIP) ? { 'content-encoding': 'gzip' } : {});

function jsonIn(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
}
