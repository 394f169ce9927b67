/** Longer than any address a person gives out; what is longer is a payload. */
const LONGEST = 2_000;

/**
 * The http(s) URL in what a person typed into a field for links, often without a scheme; undefined for everything that
 * is no link to a public page: other schemes, credentials in it, a single word.
 */
export function writtenLink(written: string | null | undefined): string | undefined {
  const text = written?.trim() ?? '';
  if (text === '' || text.length > LONGEST) return undefined;
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:(?!\d)/i.test(text) ? text : `https://${text}`);
  const fit = url && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
  return fit && url.hostname.includes('.') ? url.href : undefined;
}

/** The same for what has to be written whole, as in `href`: what leads to a page of the same site is no link of the person's. */
export function absoluteLink(written: string | null | undefined): string | undefined {
  return /^https?:\/\//i.test(written?.trim() ?? '') ? writtenLink(written) : undefined;
}
