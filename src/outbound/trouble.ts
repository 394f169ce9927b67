import { Failure } from '../core/failure.ts';

const BROKEN: ReadonlySet<string> = new Set([
  'EAI_AGAIN',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'EPROTO',
  'ETIMEDOUT',
  'UND_ERR_BODY_TIMEOUT',
  'UND_ERR_CLOSED',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_DESTROYED',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_SOCKET',
]);
const UNTRUSTED = /^(ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH)/;
const UNREADABLE = /^(HPE_|Z_|ERR__|ERR_BROTLI|UND_ERR_(HEADERS_OVERFLOW|RES_CONTENT_LENGTH_MISMATCH))/;
// The parser of undici does not always know its own code, and its `data` holds what was answered.
const PARSER = 'HTTPParserError';
const UNKNOWN_NAME = 'ENOTFOUND';

/**
 * What an error of the connection means, as a `Failure` that says no more than the host and the system's code;
 * undefined for an error that does not come from the connection (a bug, which must fail the job).
 */
export function troubleWith(host: string, error: unknown): Failure | undefined {
  for (const one of causesOf(error)) {
    if (one instanceof Failure) return one;
    const code = codeOf(one);
    if (code === undefined) continue;
    const because = { cause: new Error(code) };
    if (BROKEN.has(code) || isConnecting(one)) {
      return new Failure('unavailable', `${host} did not answer (${code})`, because);
    }
    if (UNTRUSTED.test(code)) {
      return new Failure('unavailable', `${host} has no valid certificate (${code})`, because);
    }
    if (UNREADABLE.test(code)) return new Failure('malformed', `${host} answered no readable HTTP (${code})`);
  }
  return undefined;
}

/** Whether asking again within seconds is in vain: the name does not exist, or its certificate is not valid. */
export function isStanding({ cause }: Failure): boolean {
  return cause instanceof Error && (cause.message === UNKNOWN_NAME || UNTRUSTED.test(cause.message));
}

/** The error, and what it says it was caused by; at most a few deep. */
function causesOf(error: unknown): readonly unknown[] {
  const chain: unknown[] = [];
  for (let one = error; one instanceof Error && chain.length < 5; one = one.cause) chain.push(one);
  return chain;
}

function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (typeof code === 'string') return code;
  return error instanceof Error && error.name === PARSER ? 'HPE_INVALID' : undefined;
}

// Firewalls answer with codes of their own choice (EACCES, EPERM), but always to the same two calls.
function isConnecting(error: unknown): boolean {
  const call = error instanceof Error && 'syscall' in error ? error.syscall : undefined;
  return call === 'connect' || call === 'getaddrinfo';
}
