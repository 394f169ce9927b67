/** Fowler, Noll & Vo, 1a: what a hash begins with, and how it takes in one more code unit. */
export const SEED = 0x811c9dc5 | 0;
const PRIME = 0x01000193;
export const taken = (hash: number, unit: number): number => Math.imul(hash ^ unit, PRIME);

/** One word as the hash that stands for it. Unsigned. */
export function hashOf(word: string): number {
  let hash = SEED;
  for (let i = 0; i < word.length; i++) hash = taken(hash, word.charCodeAt(i));
  return hash >>> 0;
}

/** The last step of MurmurHash3 (Appleby): neighbours of one hash lie far apart. Unsigned. */
export function mixed(a: number, b: number): number {
  let hash = Math.imul(a ^ Math.imul(b, 0x9e3779b1), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
