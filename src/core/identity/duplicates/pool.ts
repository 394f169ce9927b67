/** Texts as one run of ASCII bytes: text `code` lies from `starts[code]` to `starts[code + 1]`; code 0 is empty. */
export interface Pool {
  readonly bytes: Uint8Array;
  readonly starts: Int32Array;
  /** Of each text a bit for each character that stands in it. */
  readonly letters: Int32Array;
}

/** For each code a list of numbers: `items` from `starts[code]` to `starts[code + 1]`. */
export interface Lists {
  readonly starts: Int32Array;
  readonly items: Int32Array;
}

export function poolOf(texts: readonly string[]): Pool {
  const starts = new Int32Array(texts.length + 1);
  for (let code = 0; code < texts.length; code++) {
    starts[code + 1] = (starts[code] as number) + (texts[code] as string).length;
  }
  const bytes = new Uint8Array(starts[texts.length] as number);
  const letters = new Int32Array(texts.length);
  for (let code = 0, at = 0; code < texts.length; code++) {
    const text = texts[code] as string;
    for (let i = 0; i < text.length; i++) {
      const byte = text.charCodeAt(i);
      bytes[at++] = byte;
      letters[code] = (letters[code] as number) | (1 << (byte & 31));
    }
  }
  return { bytes, starts, letters };
}

export function textOf({ bytes, starts }: Pool, code: number): string {
  let text = '';
  const end = starts[code + 1] ?? 0;
  for (let at = starts[code] ?? 0; at < end; at++) text += String.fromCharCode(bytes[at] ?? 0);
  return text;
}

export const lengthOf = ({ starts }: Pool, code: number): number =>
  (starts[code + 1] as number) - (starts[code] as number);

export function listsOf(lists: readonly (readonly number[])[]): Lists {
  const starts = new Int32Array(lists.length + 1);
  for (let code = 0; code < lists.length; code++) {
    starts[code + 1] = (starts[code] as number) + (lists[code]?.length ?? 0);
  }
  return { starts, items: Int32Array.from(lists.flat()) };
}

/** Gives each distinct text a code, from 1; the empty text is 0, missing. */
export class Dictionary {
  readonly texts: string[] = [''];
  readonly #codes = new Map<string, number>([['', 0]]);

  code(text: string): number {
    const found = this.#codes.get(text);
    if (found !== undefined) return found;
    const code = this.texts.push(text) - 1;
    this.#codes.set(text, code);
    return code;
  }

  find(text: string): number | undefined {
    return this.#codes.get(text);
  }
}
