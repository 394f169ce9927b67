import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { Failure } from '../core/failure.ts';

// Names that lead into the machine, the office or the cloud's own network, whatever DNS says about them.
const PRIVATE_SUFFIXES =
  /(^|\.)(localhost|localdomain|local|internal|intranet|lan|home|corp|private|home\.arpa)$/;

// Azure answers its machines' metadata on an address that is public in form.
const PLATFORM_ADDRESSES: ReadonlySet<string> = new Set(['168.63.129.16']);

// All of the IPv6 internet that has been given out; what lies outside of it embeds or tunnels something else.
const IPV6_INTERNET = ipaddr.IPv6.parseCIDR('2000::/3');

/** Whether an IP address, as DNS or a URL writes it, belongs to the public internet. Unreadable ones do not. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0 || PLATFORM_ADDRESSES.has(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed instanceof ipaddr.IPv4 || parsed.match(IPV6_INTERNET);
}

/**
 * Why a URL that people chose is not opened; undefined when its name may be asked (its addresses are checked when
 * it is connected, by `guardedLookup`). The URL parser has already turned decimal, octal, hexadecimal and full-width
 * spellings of an address into the usual one. Never quotes more than the host.
 */
export function refusalOf(url: URL): string | undefined {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return 'only http and https addresses are opened';
  }
  if (url.username !== '' || url.password !== '') return 'the address carries a user name or a password';
  if (url.port !== '' && url.port !== '80' && url.port !== '443') {
    return `${url.hostname} is named with port ${url.port}; only 80 and 443 are opened`;
  }
  return refusalOfHost(url.hostname);
}

function refusalOfHost(hostname: string): string | undefined {
  const name = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  if (isIP(name) !== 0) {
    return isPublicAddress(name) ? undefined : `${name} is not an address of the public internet`;
  }
  if (!name.includes('.')) return `${name} is no full host name`;
  return PRIVATE_SUFFIXES.test(name) ? `${name} is the name of a private network` : undefined;
}

/**
 * The same look-up, which fails with `refused by us` when any answer is not public. The socket connects to the very
 * answer that was checked, so a name that answers differently the second time (DNS rebinding) gains nothing.
 */
export function guardedLookup(lookup: LookupFunction): LookupFunction {
  return (hostname, options, done) => {
    lookup(hostname, options, (error, answer, family) => {
      if (error) return done(error, answer, family);
      const addresses = typeof answer === 'string' ? [answer] : answer.map((one) => one.address);
      if (addresses.length > 0 && addresses.every(isPublicAddress)) return done(null, answer, family);
      const refusal = `${hostname} leads to an address that is not of the public internet`;
      return done(new Failure('refused by us', refusal), answer, family);
    });
  };
}
