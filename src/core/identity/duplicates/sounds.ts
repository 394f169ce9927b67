import type { Pool } from './pool.ts';

/** A hash (FNV-1a, mixed at the end) of the characters from `from` to `to`; `from` below 0 counts from the end. 0: none. */
export function hashed({ bytes, starts }: Pool, code: number, from: number, to = 999): number {
  const start = starts[code] as number;
  const length = (starts[code + 1] as number) - start;
  const first = from < 0 ? Math.max(0, length + from) : from;
  const last = Math.min(length, to);
  if (first >= last || (to < 999 && from >= 0 && length < to && to - from > 4)) return 0;
  let hash = 0x811c9dc5;
  for (let at = start + first; at < start + last; at++)
    hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193);
  return mixed(hash);
}

/** No two bits of the answer go together (the finaliser of MurmurHash3). */
export function mixed(hash: number): number {
  let value = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return value ^ (value >>> 16) || 1;
}

// By letter, a to z: consonants that sound alike share a digit (Russell's Soundex, 1918); 0 are vowels, h, w and y.
const SOUNDS = '01230120022455012623010202';

/** First letter and the sounds that follow, repeated ones once: `smith` and `smyth` sound alike. */
export function soundsLike({ bytes, starts }: Pool, code: number): number {
  const [from, to] = [starts[code] as number, starts[code + 1] as number];
  if (to === from) return 0;
  let hash = Math.imul(0x811c9dc5 ^ (bytes[from] as number), 0x01000193);
  let last = -1;
  for (let at = from + 1, sounds = 0; at < to && sounds < 5; at++) {
    const sound = SOUNDS.charCodeAt((bytes[at] as number) - 97);
    if (Number.isNaN(sound)) continue;
    if (sound !== 48 && sound !== last) {
      hash = Math.imul(hash ^ sound, 0x01000193);
      sounds++;
    }
    last = sound;
  }
  return mixed(hash);
}
