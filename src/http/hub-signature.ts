import { createHmac, timingSafeEqual } from 'node:crypto';

const METHODS: ReadonlySet<string> = new Set(['sha1', 'sha256', 'sha384', 'sha512']);

/**
 * Whether `X-Hub-Signature` is the hub's over exactly these bytes: `method=hex`, with a method that WebSub knows (7).
 * @param secrets any of which may have signed.
 */
export function isSignedByHub(secrets: readonly string[], given: string | undefined, body: Buffer): boolean {
  const method = /^(\w{1,10})=/.exec(given ?? '')?.[1] ?? '';
  if (given === undefined || !METHODS.has(method)) return false;
  return secrets.some((secret) => {
    const wanted = `${method}=${createHmac(method, secret).update(body).digest('hex')}`;
    const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
    return a.length === b.length && timingSafeEqual(a, b);
  });
}
