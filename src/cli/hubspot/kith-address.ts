import { isIP } from 'node:net';
import { Unusable } from '../unusable.ts';

/** Where HubSpot reaches something of the customer's. */
export interface KithAddress {
  /** Without a slash at its end. */
  readonly origin: string;
  /** With the port, where it is not the usual one. */
  readonly host: string;
  /** On the developer's own machine, where HubSpot reaches nothing. */
  readonly isLocal: boolean;
}

/** A name that stands in the public DNS: two labels at least, the last one no number. */
const NAME = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?!\d+$)[a-z0-9-]{2,63}$/;

/**
 * Reads an address that HubSpot is to call or to show.
 *
 * @param option which one it was given for, such as `--url`
 * @param mayBeLocal whether `http://localhost` will do, the only one that HubSpot lets through without https
 * @throws Unusable for one that HubSpot would refuse, with what to write instead.
 */
export function kithAddress(option: string, text: string, mayBeLocal = false): KithAddress {
  const url = URL.parse(text.trim());
  const why = url ? refusalOf(url, mayBeLocal) : 'takes an address such as https://kith.example';
  if (!url || why !== undefined) throw new Unusable(`${option} ${why}`);
  return { origin: url.origin, host: url.host, isLocal: isLocalhost(url) };
}

function refusalOf(url: URL, mayBeLocal: boolean): string | undefined {
  const { protocol, hostname, username, password, href, origin } = url;
  if (username || password) return 'takes an address without a user name and a password: HubSpot shows it';
  if (isLocalhost(url)) {
    if (!mayBeLocal) return 'must be one that HubSpot reaches: localhost is for --profile local';
  } else if (protocol !== 'https:') return 'must begin with https://: HubSpot calls nothing else';
  if (isIP(hostname.replace(/^\[|\]$/g, ''))) return 'takes a name, not the number of a machine';
  if (!isLocalhost(url) && !NAME.test(hostname)) {
    return `takes a name that the whole internet knows, such as kith.example: ${hostname} is none`;
  }
  if (href !== `${origin}/`) return `must end after the name: write ${origin}`;
  return undefined;
}

const isLocalhost = ({ protocol, hostname }: URL) => /^https?:$/.test(protocol) && hostname === 'localhost';
