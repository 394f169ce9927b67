/** What a delivery said, as a person may read it; never anything that runs. */
export type Payload =
  /** It was taken in, and what it said is not kept any more. */
  | { readonly is: 'emptied' }
  /** `cut`: there is more than is shown. */
  | { readonly is: 'json' | 'text'; readonly text: string; readonly cut: boolean }
  /** No text at all. */
  | { readonly is: 'bytes'; readonly bytes: number };

/** More than anybody reads, and little enough for a page. */
const SHOWN = 200_000;
/** Some networks send along what lets others speak in their name. */
const SECRET = /token|secret|passw|signature|api_?key|authorization/i;
const HIDDEN = '(hidden)';
/** Characters that would hide, or turn around, what stands beside them. */
const UNSEEN = /(?![\n\t])\p{Cc}|[\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu;

/**
 * The body of a delivery, made legible: JSON is indented and its numbers stand as they were written; secrets in it are
 * left out; what cannot be seen is spelt out.
 */
export function payloadOf(body: Uint8Array): Payload {
  if (body.length === 0) return { is: 'emptied' };
  const text = textOf(body);
  if (text === undefined) return { is: 'bytes', bytes: body.length };
  const json = indented(text);
  const shown = (json ?? text).slice(0, SHOWN).replaceAll(UNSEEN, spelt);
  return { is: json === undefined ? 'text' : 'json', text: shown, cut: (json ?? text).length > SHOWN };
}

function textOf(body: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return undefined;
  }
}

/** Undefined for what is no JSON, or nested so deep that nobody could read it. */
function indented(text: string): string | undefined {
  try {
    return JSON.stringify(JSON.parse(text, member), null, 2);
  } catch {
    return undefined;
  }
}

function member(name: string, value: unknown, written?: { readonly source?: string }): unknown {
  if (typeof value === 'string' && SECRET.test(name)) return HIDDEN;
  return typeof value === 'number' && written?.source !== undefined ? asWritten(written.source) : value;
}

/** `JSON.rawJSON` of ECMAScript 2026, which the compiler does not know yet: large ids keep all their digits. */
const { rawJSON: asWritten } = JSON as unknown as { readonly rawJSON: (source: string) => unknown };

const spelt = (character: string) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
