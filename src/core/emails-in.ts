/** From where a word begins, so that a long word without an address in it is gone over once. */
const EMAIL = /(?<![a-z0-9._%+-])[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+/gi;
/** An account of the Fediverse, which looks like an address and is none. */
const USER_AT_HOST = /(?<![\w@.])@[\w.-]+@[\w.-]+/g;

/** Bios are short; what is longer is cut here. */
const LONGEST = 20_000;
const MANY = 10;

/** The e-mail addresses that somebody wrote out in free text, in lower case, in order, each once; `@user@host` is none. */
export function emailsIn(text: string): string[] {
  const found = text.slice(0, LONGEST).replaceAll(USER_AT_HOST, ' ').match(EMAIL) ?? [];
  return [...new Set(found.map((email) => email.toLowerCase()))].slice(0, MANY);
}
