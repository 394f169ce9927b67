import type { Edges } from './edges.ts';

/** Records that hang together by pairs above a bar, each group ascending; records alone are left out. */
export function componentsOf(
  rows: number,
  { firsts, seconds, bits }: Edges,
  bar: number,
): readonly Int32Array[] {
  const root = Int32Array.from({ length: rows }, (_, record) => record);
  const find = (record: number): number => {
    let at = record;
    while (root[at] !== at) at = root[at] = root[root[at] as number] as number;
    return at;
  };
  for (let n = 0; n < firsts.length; n++) {
    if ((bits[n] as number) <= bar) continue;
    const [a, b] = [find(firsts[n] as number), find(seconds[n] as number)];
    if (a < b) root[b] = a;
    else root[a] = b;
  }
  const groups = new Map<number, number[]>();
  for (let record = 0; record < rows; record++) {
    const first = find(record);
    if (first === record) continue;
    const group = groups.get(first);
    if (group) group.push(record);
    else groups.set(first, [first, record]);
  }
  return Array.from(groups.values(), (group) => Int32Array.from(group));
}
