export type Href = string | { readonly url: string; readonly external?: boolean };

interface Target {
  readonly href?: string;
  readonly target?: '_blank';
  readonly rel?: string;
}

let proxy: Readonly<Record<string, string>> = {};

/** Links to the app's own server lead to where it runs here. */
export function leadTo(origins: Readonly<Record<string, string>>): void {
  proxy = { ...proxy, ...origins };
}

/** Only the web's own addresses; whatever leads away opens beside the record. */
export function targetOf(href: Href): Target {
  const { url, external = undefined } = typeof href === 'string' ? { url: href } : href;
  const parsed = URL.parse(url, location.href);
  if (!parsed || !/^(https?|mailto|tel):$/.test(parsed.protocol)) return {};
  const here = proxy[parsed.origin];
  const to = here ? here + parsed.href.slice(parsed.origin.length) : parsed.href;
  const away = external ?? parsed.origin !== location.origin;
  return { href: to, ...(away && { target: '_blank', rel: 'noreferrer' }) };
}
