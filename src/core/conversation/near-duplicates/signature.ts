/** So many letters in a row, spaces counted, are one part of a text. */
const PART = 5;
const PERMUTATIONS = 63;
const ROWS = 3;
/** The bands of a signature: two texts that share one are compared. */
export const BANDS = PERMUTATIONS / ROWS;

/** The smallest hash of a text's parts under each of 63 permutations. */
export type Signature = Int32Array;

const { multipliers, shifts } = permutations();

/**
 * The MinHash signature (Broder 1997) of a wording over its runs of five letters; the permutations are multiply-shift
 * hashes (Dietzfelbinger et al. 1997) and the same for ever: signatures are kept and compared later.
 */
export function signatureOf(words: string): Signature {
  const signature = new Int32Array(PERMUTATIONS).fill(0x7fff_ffff);
  const text = ` ${words} `;
  for (let at = 0; at + PART <= text.length; at++) {
    let part = 0x811c_9dc5;
    for (let i = at; i < at + PART; i++) part = Math.imul(part ^ text.charCodeAt(i), 0x0100_0193);
    part = mixed(part);
    for (let i = 0; i < PERMUTATIONS; i++) {
      const hash = (Math.imul(part, multipliers[i] as number) + (shifts[i] as number)) | 0;
      if (hash < (signature[i] as number)) signature[i] = hash;
    }
  }
  return signature;
}

/** An estimate of the share of parts that two texts have in common (Jaccard), 0 to 1, with an error of about 0.06. */
export function alikeness(one: Signature, other: Signature): number {
  let same = 0;
  for (let i = 0; i < PERMUTATIONS; i++) if (one[i] === other[i]) same++;
  return same / PERMUTATIONS;
}

/** The keys under which a signature is found by those like it (Indyk & Motwani 1998): one for each band, 30 bits. */
export function bandsOf(signature: Signature): Int32Array {
  const bands = new Int32Array(BANDS);
  for (let band = 0; band < BANDS; band++) {
    let key = mixed(band + 1);
    for (let row = 0; row < ROWS; row++) key = mixed(key ^ (signature[band * ROWS + row] as number)) + row;
    // Small integers: looked up twice as fast as larger ones.
    bands[band] = key >>> 2;
  }
  return bands;
}

/** Spreads every bit over the others (the finaliser of MurmurHash3, Appleby 2011). */
function mixed(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2_ae35);
  return hash ^ (hash >>> 16);
}

function permutations() {
  const multipliers = new Int32Array(PERMUTATIONS);
  const shifts = new Int32Array(PERMUTATIONS);
  for (let i = 0; i < PERMUTATIONS; i++) {
    multipliers[i] = mixed(2 * i + 1) | 1;
    shifts[i] = mixed(2 * i + 2);
  }
  return { multipliers, shifts };
}
