import { Unusable } from '../unusable.ts';

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/**
 * The address of the Kith server, without a slash at its end: the one that the org calls.
 * @throws Unusable with what to write instead.
 */
export function serverAddress(text: string): string {
  const url = URL.parse(text);
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new Unusable('--server takes an address such as https://kith.example');
  }
  if (url.username || url.password || url.search || url.hash) {
    throw new Unusable('--server takes an address without a user name, a password, ? or #');
  }
  if (url.protocol === 'http:' && !LOOPBACK.test(url.hostname)) {
    throw new Unusable('--server must begin with https://: Salesforce sends keys and names there');
  }
  return url.href.replace(/\/+$/, '');
}

/** Whether an org elsewhere can never call this address. */
export const onlyHere = (server: string, org: string) =>
  LOOPBACK.test(new URL(server).hostname) && !LOOPBACK.test(new URL(org).hostname);
