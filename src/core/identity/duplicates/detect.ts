import type { Detected, Ignored, Kind } from './kinds.ts';
import { kindByName, numbersRows } from './column-names.ts';
import { kindByValues, looksLike } from './column-values.ts';
import type { Column } from './table.ts';

/** So many distinct values are looked at. */
const SAMPLE = 1_000;

/**
 * What a column holds, from its name and its values: the name proposes, the values may object (a `date` of names is no
 * date), and where the name says nothing the values decide.
 */
export function detect(column: Column): Detected {
  const filled = column.codes.reduce((sum, code) => sum + (code > 0 ? 1 : 0), 0);
  const distinct = column.values.length - 1;
  const why = ignored(column.name, filled, distinct);
  if (why) return { ignored: why };
  const sample = sampled(column.values);
  const named = kindByName(column.name);
  const kind = named && agrees(named, sample) ? named : kindByValues(sample, distinct, filled);
  if (distinct === filled && isUnread(kind, named, filled)) return { ignored: 'each value stands once' };
  return { kind: settled(kind, distinct, filled) };
}

function ignored(name: string, filled: number, distinct: number): Ignored | undefined {
  if (filled === 0) return 'it is empty';
  if (numbersRows(name)) return 'its name says that it numbers rows or groups';
  return distinct === 1 && filled > 1 ? 'it says one thing' : undefined;
}

/** Values that never repeat, in a column whose name does not say what they are: a key. */
const isUnread = (kind: Kind, named: Kind | undefined, filled: number): boolean =>
  named === undefined && filled > 20 && (kind === 'identifier' || kind === 'number' || kind === 'text');

/** What has only a few values is compared as a code, whatever it is called. */
function settled(kind: Kind, distinct: number, filled: number): Kind {
  const few = distinct <= 12 && filled >= distinct * 20;
  return few && (kind === 'text' || kind === 'place' || kind === 'number' || kind === 'identifier')
    ? 'code'
    : kind;
}

const PROVABLE: Partial<Record<Kind, number>> = {
  date: 0.6,
  'e-mail': 0.5,
  phone: 0.6,
  postcode: 0.5,
  number: 0.7,
};

function agrees(kind: Kind, sample: readonly string[]): boolean {
  const least = PROVABLE[kind];
  if (least === undefined) return true;
  return sample.filter((value) => looksLike(kind, value)).length >= least * sample.length;
}

function sampled(values: readonly string[]): readonly string[] {
  const step = Math.max(1, Math.floor((values.length - 1) / SAMPLE));
  const sample: string[] = [];
  for (let at = 1; at < values.length; at += step) sample.push(values[at] ?? '');
  return sample;
}
