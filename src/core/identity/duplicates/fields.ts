import type { Ignored, Kind } from './kinds.ts';
import type { Lists, Pool } from './pool.ts';

export type FieldKind = Exclude<Kind, 'full name'> | 'other names';

/**
 * What is compared of a record: one or more columns read into one normal form, dictionary-coded. All of it is typed
 * arrays, so that a second thread can share it.
 */
export interface Field {
  readonly name: string;
  readonly kind: FieldKind;
  /** Of each record; 0 is missing. */
  readonly codes: Int32Array;
  /** Of each code, as `rarenessOf` gives it. */
  readonly rareness: Uint8Array;
  /** Of each record, as `nameMailboxes` gives it; e-mail addresses only. */
  readonly mailboxes?: Uint8Array;
  /** The text of each code. Fields that can stand for each other (given and family name) have one pool together. */
  readonly pool: Pool;
  /** Codes of the words of each code, in `wordPool`, each once. */
  readonly words?: Lists;
  readonly wordPool?: Pool;
  /** Sorted numbers of the names that a name can be a form of; given names only. */
  readonly forms?: Lists;
}

/** A field as it is read, before its values are counted. */
export type Coded = Omit<Field, 'rareness'>;

export interface Unused {
  readonly name: string;
  readonly why: Ignored | 'other columns say the same';
}

export interface Encoded {
  readonly rows: number;
  readonly fields: readonly Field[];
  readonly unused: readonly Unused[];
}

/** Fields whose values are written into each other's column by mistake. */
export const isWhere = (kind: FieldKind): boolean =>
  kind === 'address' || kind === 'place' || kind === 'number';
