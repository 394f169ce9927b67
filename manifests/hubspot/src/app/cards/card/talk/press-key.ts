/** The server takes letters, digits, `-` and `_`, at most 64. */
const LONGEST = 64;

/**
 * A name for one wish of one person: a press that is sent twice, or tried again after trouble, has effect once. The
 * same wish in other words has another name.
 * @param at when the form was opened, in milliseconds; it tells apart two wishes in the same words.
 */
export function pressKey(who: string, at: number, wish: object): string {
  const said = digest(JSON.stringify(wish));
  return `card-${who.replaceAll(/[^\w-]/g, '')}-${at.toString(36)}-${said}`.slice(0, LONGEST);
}

/** FNV-1a, twice with different beginnings: it only has to tell the words of one form apart. */
function digest(text: string): string {
  return [0x81_1c_9d_c5, 0x01_00_01_93].map((start) => fnv(text, start)).join('');
}

function fnv(text: string, start: number): string {
  let hash = start;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01_00_01_93);
  return (hash >>> 0).toString(36);
}
