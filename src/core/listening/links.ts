import { writtenLink } from '../written-link.ts';

/** A place on the web: a host without `www.`, and a path without its last slash. */
export interface Place {
  readonly host: string;
  readonly path: string;
}

/** Where a written address or a bare domain leads; undefined for what is no link. */
export function readLink(written: string): Place | undefined {
  const href = writtenLink(written);
  const url = href === undefined ? null : URL.parse(href);
  if (!url) return undefined;
  return { host: url.hostname.replace(/^www\./, ''), path: url.pathname.replace(/\/+$/, '') };
}

/** Delimiters of addresses in running text, full-width ones too. */
const BETWEEN = /[\s<>"'“”‘’()（）[\]{}|,、，。]+/u;

/** The addresses and bare domains in a text, as they are written. */
export function writtenIn(text: string): readonly string[] {
  const words = text.split(BETWEEN).filter((word) => /[^.]\.[^.]/u.test(word));
  return words.map((word) => word.replace(/[.:;!?]+$/u, ''));
}

/** Where they lead. */
export function linksIn(text: string): readonly Place[] {
  return writtenIn(text).flatMap((word) => readLink(word) ?? []);
}

/** Whether a link leads to a place or below it. */
export function leadsTo(link: Place, wanted: Place): boolean {
  const same = link.host === wanted.host || link.host.endsWith(`.${wanted.host}`);
  return same && (link.path === wanted.path || link.path.startsWith(`${wanted.path}/`));
}
