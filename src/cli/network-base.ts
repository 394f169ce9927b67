import { InvalidArgumentError } from 'commander';

/**
 * Reads one `--network-base NAME=URL` (for commander: repeatable, with what was read before), the URL without a
 * slash at its end.
 * @throws InvalidArgumentError that says what to write.
 */
export function addNetworkBase(
  value: string,
  before: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const [, name, url] = /^\s*([a-z][a-z0-9]{1,30})\s*=\s*(\S+)\s*$/i.exec(value) ?? [];
  if (name === undefined || url === undefined) {
    throw new InvalidArgumentError('write NAME=URL, for example bluesky=http://127.0.0.1:2584');
  }
  const network = name.toLowerCase();
  if (Object.hasOwn(before, network)) throw new InvalidArgumentError(`${network} was given a base twice`);
  return { ...before, [network]: checkedUrl(network, url) };
}

function checkedUrl(network: string, text: string): string {
  const url = URL.parse(text);
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new InvalidArgumentError(
      `the base of ${network} must be a URL that begins with http:// or https://`,
    );
  }
  if (url.username || url.password) {
    throw new InvalidArgumentError(`the base of ${network} must not hold a user name or a password`);
  }
  if (url.search || url.hash) {
    throw new InvalidArgumentError(`the base of ${network} must end before any ? or #`);
  }
  return url.href.replace(/\/$/, '');
}
