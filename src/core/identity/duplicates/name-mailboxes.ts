import type { Coded } from './fields.ts';
import { textOf } from './pool.ts';
import type { Pool } from './pool.ts';

/** What the part of an address before the `@` says beside the name of its owner. */
export const OWN_WORDS = 0;
export const NAME_ALONE = 1;
/** Namesakes draw their numbers from a hat too, but seldom the same. */
export const NAME_AND_DIGITS = 2;

/**
 * Of each record, whether its e-mail address only repeats its name: namesakes have such addresses alike at different
 * domains, so that agreeing on them says nothing that the name did not say.
 */
export function nameMailboxes(email: Coded, given: Coded | undefined, family: Coded | undefined): Uint8Array {
  return Uint8Array.from(email.codes, (code, record) => {
    if (code === 0) return OWN_WORDS;
    const first = given ? textOf(given.pool, given.codes[record] ?? 0) : '';
    const last = family ? textOf(family.pool, family.codes[record] ?? 0) : '';
    return saidBy(textOf(email.pool, code), first, last);
  });
}

function saidBy(address: string, first: string, last: string): number {
  const at = address.indexOf('@');
  const mailbox = at < 0 ? address : address.slice(0, at);
  const withoutName = without(without(mailbox, last), first);
  if (withoutName === mailbox) return OWN_WORDS;
  const letters = withoutName.replace(/[^a-z]/g, '');
  const isInitial = letters === first.slice(0, 1) || letters === last.slice(0, 1);
  if (letters !== '' && !isInitial) return OWN_WORDS;
  return /\d/.test(mailbox) ? NAME_AND_DIGITS : NAME_ALONE;
}

/** Names of one letter stand in anything. */
const without = (text: string, name: string): string =>
  name.length > 1 ? text.replace(name.replaceAll(' ', ''), '') : text;

/** How long the part before the `@` is; the whole where there is none. */
export function mailboxLength({ bytes, starts }: Pool, code: number): number {
  const [from, to] = [starts[code] as number, starts[code + 1] as number];
  const sign = bytes.indexOf(64, from);
  return sign < 0 || sign >= to ? to - from : sign - from;
}
