import { NetworkId, ProfileId } from '../../../src/core/ids.ts';

export const WEBSITE = NetworkId.parse('website');

/** Longer than any address a person gives out; what is longer is a payload. */
const LONGEST = 2_000;

/**
 * The place of a page: `www.`, a slash at the end, the query and the scheme make no other place.
 * The id is what `https` would open.
 */
export function placeOf(url: URL): { readonly id: ProfileId; readonly handle: string } {
  const host = url.host.replace(/^www\./, '');
  const path = url.pathname.replace(/\/+$/, '');
  return { id: ProfileId.parse(`https://${host}${path}`.slice(0, 500)), handle: host + readable(path) };
}

/** A path in the letters of its language, where that leaves no doubt. */
function readable(path: string): string {
  try {
    const text = decodeURI(path);
    return /[\s%]/.test(text) ? path : text;
  } catch {
    return path;
  }
}

export function isSamePlace(a: URL, b: URL): boolean {
  return placeOf(a).handle === placeOf(b).handle;
}

/** An absolute http(s) URL without credentials; undefined for everything else that stands in links of hostile pages. */
export function readUrl(written: string | undefined, base: URL): URL | undefined {
  if (!written || written.length > LONGEST) return undefined;
  const url = URL.parse(written.trim(), base.href);
  const fit = url && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
  return fit ? url : undefined;
}

/** An address from `mailto:ada@ada.example?subject=…` or as it is; undefined when it is none. */
export function readEmail(written: string | undefined): string | undefined {
  const address =
    (written ?? '')
      .trim()
      .replace(/^mailto:/i, '')
      .split('?')[0]
      ?.toLowerCase() ?? '';
  return address.length <= 254 && /^[^\s@<>"(),:;]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(address)
    ? address
    : undefined;
}
