import { nameWords, otherForms } from '../matcher/folding.ts';
import type { Coded, Unused } from './fields.ts';
import { normalForms } from './normal-forms.ts';
import { latin } from './plain.ts';
import { Dictionary, listsOf, poolOf } from './pool.ts';
import type { Lists } from './pool.ts';
import type { Column } from './table.ts';

export interface NameColumns {
  readonly given: Column | undefined;
  readonly family: Column | undefined;
  readonly full: readonly Column[];
}

interface Parts {
  readonly given: readonly string[];
  readonly family: string;
  readonly words: readonly string[];
}

/**
 * Given name, family name and whatever else a full name says (titles, other names), each once however many columns
 * repeat it, so that no agreement is counted twice. All three are coded by one dictionary: a name is the same word
 * wherever it stands.
 */
export function encodeNames(rows: number, columns: NameColumns): { fields: Coded[]; unused: Unused[] } {
  const names = new Dictionary();
  const given = coded(rows, columns.given, 'given name', names);
  const family = coded(rows, columns.family, 'family name', names);
  const full = columns.full.filter((column) => !repeats(column, given, family, names));
  const unused = columns.full
    .filter((column) => !full.includes(column))
    .map(({ name }): Unused => ({ name, why: 'other columns say the same' }));
  const rest = full.length > 0 ? fromFull(rows, full, { given, family, names }) : undefined;
  const pool = poolOf(names.texts);
  const fields: Coded[] = [];
  const nameOf = (column: Column | undefined, or: string) => column?.name ?? or;
  if (given.some((code) => code > 0)) {
    const name = nameOf(columns.given, 'given name');
    fields.push({ name, kind: 'given name', codes: given, pool, forms: formsOf(names) });
  }
  if (family.some((code) => code > 0)) {
    fields.push({ name: nameOf(columns.family, 'family name'), kind: 'family name', codes: family, pool });
  }
  if (rest) {
    const others = poolOf(rest.texts.texts);
    const name = full.map((column) => column.name).join(', ');
    fields.push({
      name,
      kind: 'other names',
      codes: rest.codes,
      pool: others,
      words: rest.words,
      wordPool: pool,
    });
  }
  return { fields, unused };
}

function coded(
  rows: number,
  column: Column | undefined,
  kind: 'given name' | 'family name',
  names: Dictionary,
): Int32Array {
  if (!column) return new Int32Array(rows);
  const codeOf = Int32Array.from(normalForms(kind, column.values), (text) => names.code(text));
  return column.codes.map((code) => codeOf[code] ?? 0);
}

/** A column that is given and family name put together says nothing new. */
function repeats(full: Column, given: Int32Array, family: Int32Array, names: Dictionary): boolean {
  const written = normalForms('full name', full.values);
  let [seen, same] = [0, 0];
  for (let row = 0; row < full.codes.length; row++) {
    const said = written[full.codes[row] ?? 0];
    if (!said) continue;
    const parts = [names.texts[given[row] ?? 0], names.texts[family[row] ?? 0]].filter(Boolean);
    seen++;
    if (said === parts.join(' ') || said === parts.toReversed().join(' ')) same++;
  }
  return seen > 0 && same >= seen * 0.95;
}

interface Known {
  readonly given: Int32Array;
  readonly family: Int32Array;
  readonly names: Dictionary;
}

/** Fills given and family name where neither is known; what else the full names say is the rest. */
function fromFull(rows: number, full: readonly Column[], { given, family, names }: Known) {
  const texts = new Dictionary();
  const words: number[][] = [[]];
  const codes = new Int32Array(rows);
  const parts = full.map((column) => {
    const turned = familyFirst(column);
    return column.values.map((value) => partsOf(value, turned));
  });
  for (let row = 0; row < rows; row++) {
    const said = full.flatMap((column, at) => parts[at]?.[column.codes[row] ?? 0] ?? []);
    const first = said.find((one) => one.words.length > 0);
    if (!first) continue;
    if (given[row] === 0 && family[row] === 0) {
      given[row] = names.code(first.given[0] ?? '');
      family[row] = names.code(first.family);
    }
    const known = new Set(
      [given[row], family[row]].flatMap((code) => (names.texts[code ?? 0] ?? '').split(' ')),
    );
    const others = [...new Set(said.flatMap((one) => one.words))]
      .filter((word) => !known.has(word))
      .toSorted();
    const code = texts.code(others.join(' '));
    codes[row] = code;
    if (code === words.length) words.push(others.map((word) => names.code(word)));
  }
  return { codes, texts, words: listsOf(words) };
}

/** `Quist, Ada` begins with the family name where most of the column is written so. */
const familyFirst = ({ values }: Column): boolean =>
  values.filter((value) => /^[^,\s]+(\s[^,\s]+)?,\s*[^,\s]+/.test(value)).length > (values.length - 1) * 0.7;

function partsOf(value: string, turned: boolean): Parts {
  const comma = value.indexOf(',');
  const turnedValue = turned && comma > 0 ? `${value.slice(comma + 1)} ${value.slice(0, comma)}` : value;
  const words = nameWords(latin(turnedValue));
  return { given: words.slice(0, 1), family: words.length > 1 ? (words.at(-1) ?? '') : '', words };
}

/** Each name with itself and the names it is a form of; two names can be one where their lists meet. */
function formsOf(names: Dictionary): Lists {
  const numbers = new Map<string, number>();
  const number = (name: string) => {
    const found = numbers.get(name) ?? numbers.size;
    numbers.set(name, found);
    return found;
  };
  const lists = names.texts.map((name) => {
    const forms = otherForms(name);
    return forms.size === 0 ? [] : [name, ...forms].map(number).toSorted((a, b) => a - b);
  });
  return listsOf(lists);
}
