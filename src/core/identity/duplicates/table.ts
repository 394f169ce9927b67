import { isMissing } from './missing.ts';

/** A column as written: `values[codes[row]]` is the cell of a row; code 0 is a missing cell, in whatever spelling. */
export interface Column {
  readonly name: string;
  readonly values: readonly string[];
  readonly codes: Int32Array;
}

/** Records as dictionary-coded columns: each distinct value of a column is held once. */
export interface Table {
  readonly rows: number;
  readonly columns: readonly Column[];
}

export interface TableBuilder {
  /** Cells in the order of the header; cells that are not there are missing, cells beyond the header are ignored. */
  add(cells: readonly string[]): void;
  done(): Table;
}

/** Takes rows one at a time, so that a large file is never held as objects. */
export function buildTable(header: readonly string[]): TableBuilder {
  const known = header.map(() => new Map<string, number>());
  const values: string[][] = header.map(() => ['']);
  const codes: Int32Array[] = header.map(() => new Int32Array(1024));
  let rows = 0;
  const codeOf = (at: number, cell: string): number => {
    const found = known[at]?.get(cell);
    if (found !== undefined) return found;
    const written = cell.trim();
    const code = isMissing(written) ? 0 : (values[at]?.push(written) ?? 0) - 1;
    known[at]?.set(cell, code);
    return code;
  };
  return {
    add(cells) {
      for (let at = 0; at < header.length; at++) {
        let column = codes[at] as Int32Array;
        if (rows === column.length) codes[at] = column = grown(column);
        const cell = cells[at];
        column[rows] = cell === undefined || cell === '' ? 0 : codeOf(at, cell);
      }
      rows++;
    },
    done: () => ({
      rows,
      columns: header.map((name, at) => ({
        name,
        values: values[at] ?? [],
        codes: (codes[at] as Int32Array).slice(0, rows),
      })),
    }),
  };
}

function grown(column: Int32Array): Int32Array {
  const larger = new Int32Array(column.length * 2);
  larger.set(column);
  return larger;
}
