const EMAIL = /[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+/gi;

/** Bios are short; what is longer is cut here. */
const LONGEST = 20_000;
const MANY = 10;

/** The e-mail addresses that somebody wrote out in free text, in lower case, in order, each once. */
export function emailsIn(text: string): string[] {
  const found = text.slice(0, LONGEST).match(EMAIL) ?? [];
  return [...new Set(found.map((email) => email.toLowerCase()))].slice(0, MANY);
}
