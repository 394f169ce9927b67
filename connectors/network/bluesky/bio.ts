import { parse } from 'tldts';
import { emailsIn } from '../../../src/core/emails-in.ts';
import type { Statement } from '../../../src/core/profile.ts';
import { writtenLink } from '../../../src/core/written-link.ts';

/** Top-level names that RFC 2606 sets aside for examples and tests: sample data reads like the real thing. */
const SET_ASIDE = /\.(example|test|localhost)$/;

const EMAIL = /[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+/gi;
const FEDIVERSE = /(?<![\w@.])@([a-z0-9_.-]+)@([a-z0-9-]+(?:\.[a-z0-9-]+)+)/gi;
const LINK = /(?<![\w@./-])(?:https?:\/\/)?[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d{2,5})?(?:[/?#][^\s<>"'’”»]*)?/gi;

/** At most so many links are taken from one bio. */
const MANY = 20;

/**
 * The links and e-mail addresses in a bio. Bios have no marked-up links, so bare domains count when their ending
 * exists (`ada.example/blog`, not `node.js`). `website` is the link field of the profile.
 */
export function readBio(
  text: string,
  website: string | undefined,
): { readonly emails: string[]; readonly states: Statement[] } {
  const fediverse = [...text.matchAll(FEDIVERSE)].map(([, user, host]) => `https://${host}/@${user}`);
  const withoutFediverse = text.replaceAll(FEDIVERSE, ' ');
  const links = withoutFediverse.replaceAll(EMAIL, ' ').match(LINK) ?? [];
  const field = website === undefined ? [] : [{ written: website, where: 'link' as const }];
  const found = [...links, ...fediverse].map((written) => ({ written, where: 'bio' as const }));
  const states = new Map<string, Statement>();
  for (const { written, where } of [...field, ...found]) {
    const url = readLink(written);
    if (url && !states.has(url) && states.size < MANY) states.set(url, { url, where, proven: false });
  }
  return { emails: emailsIn(text), states: [...states.values()] };
}

/** An http(s) URL from what a person typed; undefined for what only looks like one. */
function readLink(written: string): string | undefined {
  const link = writtenLink(closed(written.replace(/[.,;:!?…]+$/, '')));
  if (link === undefined) return undefined;
  const { isIcann, hostname } = parse(link);
  return isIcann || SET_ASIDE.test(hostname ?? '') ? link : undefined;
}

/** Without a closing bracket that the sentence opened, not the link: `(see ada.example)`. */
function closed(text: string): string {
  const open = text.split('(').length - text.split(')').length;
  return open < 0 && text.endsWith(')') ? text.slice(0, -1).replace(/[.,;:!?…]+$/, '') : text;
}
