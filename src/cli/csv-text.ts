import { Unusable } from './unusable.ts';

const NOT_TEXT: readonly (readonly [signature: string, what: string])[] = [
  ['504b0304', 'an Excel workbook or a zip archive'],
  ['d0cf11e0', 'an old Excel workbook'],
  ['25504446', 'a PDF'],
  ['1f8b', 'a gzip archive'],
];
const CURE = 'open it where it comes from and save it as "CSV UTF-8"';

/**
 * The text of a CSV file as spreadsheets and CRMs write it: UTF-8 with or without a byte order mark, UTF-16 with
 * one, else (bytes that are no UTF-8) Windows-1252, which holds Latin-1.
 * @throws Unusable when the bytes are empty or no text.
 */
export function readText(bytes: Buffer): string {
  const start = bytes.subarray(0, 4).toString('hex');
  const kind = NOT_TEXT.find(([signature]) => start.startsWith(signature));
  if (kind) throw new Unusable(`the file is ${kind[1]}, not a CSV file: ${CURE}`);
  const text = decode(bytes, start);
  if (text.includes('\0')) throw new Unusable(`the file is not text: ${CURE}`);
  if (text.trim() === '')
    throw new Unusable('the file is empty: it needs a header line and one line a contact');
  return text;
}

function decode(bytes: Buffer, start: string): string {
  if (start.startsWith('fffe')) return new TextDecoder('utf-16le').decode(bytes);
  if (start.startsWith('feff')) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
