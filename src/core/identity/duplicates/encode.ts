import { detect } from './detect.ts';
import { encodeNames } from './encode-names.ts';
import { isWhere } from './fields.ts';
import type { Coded, Encoded, Field, FieldKind, Unused } from './fields.ts';
import type { Kind } from './kinds.ts';
import { nameMailboxes } from './name-mailboxes.ts';
import { normalForms } from './normal-forms.ts';
import { Dictionary, listsOf, poolOf } from './pool.ts';
import type { Lists, Pool } from './pool.ts';
import { rarenessOf } from './rareness.ts';
import type { Column, Table } from './table.ts';

interface Found {
  readonly column: Column;
  readonly kind: Kind;
}

/** Reads a table of any columns into what is compared. `leaving` names columns that are not to be looked at. */
export function encode(table: Table, leaving: ReadonlySet<string> = new Set()): Encoded {
  const found: Found[] = [];
  const unused: Unused[] = [];
  for (const column of table.columns) {
    if (leaving.has(column.name)) continue;
    const detected = detect(column);
    if ('kind' in detected) found.push({ column, kind: detected.kind });
    else unused.push({ name: column.name, why: detected.ignored });
  }
  const first = (kind: Kind) => found.find((one) => one.kind === kind)?.column;
  const [given, family] = [first('given name'), first('family name')];
  const full = found.filter((one) => one.kind === 'full name').map((one) => one.column);
  const names = encodeNames(table.rows, { given, family, full });
  const others = found.filter(
    ({ column }) => column !== given && column !== family && !full.includes(column),
  );
  return {
    rows: table.rows,
    fields: [...names.fields, ...encodeOthers(others)].map((field) => withCounts(field, names.fields)),
    unused: [...unused, ...names.unused],
  };
}

function withCounts(field: Coded, names: readonly Coded[]): Field {
  const rareness = rarenessOf(field.codes, field.pool.starts.length - 1);
  if (field.kind !== 'e-mail') return { ...field, rareness };
  const [given, family] = (['given name', 'family name'] as const).map((kind) =>
    names.find((one) => one.kind === kind),
  );
  return { ...field, rareness, mailboxes: nameMailboxes(field, given, family) };
}

/** Columns about where somebody lives share a dictionary: their values change places. */
function encodeOthers(found: readonly Found[]): Coded[] {
  const places = new Dictionary();
  const coded = found.map(({ column, kind }) => {
    const texts = isWhere(kind as FieldKind) ? places : new Dictionary();
    const codeOf = Int32Array.from(normalForms(kind, column.values), (text) => texts.code(text));
    return {
      name: column.name,
      kind: asField(kind),
      codes: column.codes.map((code) => codeOf[code] ?? 0),
      texts,
    };
  });
  const placePool = poolOf(places.texts);
  const placeWords = wordsOf(places.texts);
  return coded.map(({ texts, ...field }): Coded => {
    const pool = texts === places ? placePool : poolOf(texts.texts);
    if (!hasWords(field.kind)) return { ...field, pool };
    return { ...field, pool, ...(texts === places ? placeWords : wordsOf(texts.texts)) };
  });
}

/** A second column of given or family names is compared as text. */
const asField = (kind: Kind): FieldKind =>
  kind === 'full name' || kind === 'given name' || kind === 'family name' ? 'text' : kind;

const hasWords = (kind: FieldKind): boolean =>
  kind === 'address' || kind === 'company' || kind === 'text' || kind === 'place';

function wordsOf(texts: readonly string[]): { words: Lists; wordPool: Pool } {
  const dictionary = new Dictionary();
  const lists = texts.map((text) =>
    text === '' ? [] : [...new Set(text.split(' '))].map((word) => dictionary.code(word)),
  );
  return { words: listsOf(lists), wordPool: poolOf(dictionary.texts) };
}
