import { Failure } from '../core/failure.ts';
import type { Outgoing } from '../ports/outgoing.ts';

/** One request of the chain that one call may become. */
export interface Hop {
  readonly url: URL;
  readonly method: NonNullable<Outgoing['method']>;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

// Everything else may be a credential under a name of the vendor's own.
const HARMLESS = /^(accept(-.*)?|user-agent|content-type)$/;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * The first hop of a request.
 * @throws Failure `refused by us` for what is no URL, or one that carries credentials; the text is not quoted.
 */
export function firstHop(request: Outgoing): Hop {
  const headers = Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]);
  return {
    url: readUrl(String(request.url)),
    method: request.method ?? 'GET',
    headers: Object.fromEntries(headers),
    body: request.body,
  };
}

/**
 * Where an answer sends us, as browsers follow it; undefined when it sends us nowhere. Another origin gets none of
 * the headers that could be a credential.
 * @throws Failure `malformed` for an unreadable target, `refused by us` when a body would go to another origin.
 */
export function nextHop(hop: Hop, status: number, location: string | undefined): Hop | undefined {
  if (!REDIRECTS.has(status) || location === undefined) return undefined;
  const url = readUrl(asUtf8(location), hop.url);
  const turnsToGet = status === 303 || (status < 303 && hop.method === 'POST');
  const next: Hop = turnsToGet ? { ...hop, url, method: 'GET', body: undefined } : { ...hop, url };
  if (url.origin === hop.url.origin) return next;
  if (next.body !== undefined) {
    throw new Failure('refused by us', `${hop.url.host} wanted what we send to be sent elsewhere`);
  }
  const kept = Object.entries(next.headers).filter(([name]) => HARMLESS.test(name));
  return { ...next, headers: Object.fromEntries(kept) };
}

function readUrl(text: string, base?: URL): URL {
  const url = URL.parse(text, base?.href);
  if (url === null) {
    if (base) throw new Failure('malformed', `${base.host} redirects to what is no web address`);
    throw new Failure('refused by us', 'not opened, because it is no web address (https://…)');
  }
  url.hash = '';
  return url;
}

// Header bytes reach us as Latin-1; servers that do not escape their targets write UTF-8.
function asUtf8(header: string): string {
  return Buffer.from(header, 'latin1').toString('utf8');
}
