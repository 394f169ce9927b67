import anyAscii from 'any-ascii';

const ASCII = /^\p{ASCII}*$/u;

/** Lower case in plain letters, whatever the script: `Łukasz Ó Broin` becomes `lukasz o broin`. */
export function latin(text: string): string {
  return (ASCII.test(text) ? text : anyAscii(text.normalize('NFC'))).toLowerCase();
}

/** Words of letters and digits with one space between; `O'Neil` is one word. */
export function plain(text: string): string {
  const words = latin(text);
  if (/^[a-z0-9]+$/.test(words)) return words;
  return words
    .replace(/['’`]/g, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}
