import type { Spot, Tree } from './tree.ts';

/** Where a spot stands, in pixels; its words stand below it. */
export interface Placed extends Pick<Spot, 'key' | 'kind' | 'label' | 'strength'> {
  readonly x: number;
  readonly y: number;
}

interface Line {
  readonly key: string;
  readonly from: Placed;
  readonly to: Placed;
  /** Beside the tree: an account that hangs on another contact. */
  readonly across: boolean;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly spots: readonly Placed[];
  readonly lines: readonly Line[];
}

/** Between two columns, and two rows: a spot fits in, and its words. */
export const COLUMN = 152;
export const ROW = 52;

/**
 * A tidy tree to both sides of the person (after Reingold & Tilford 1981, with a row for every leaf): no words overlap, and
 * the same neighbourhood looks the same every time.
 */
export function layoutOf({ root, across }: Tree): Layout {
  const sides = halves(root.children);
  const [left, right] = [depthOf(sides.left), depthOf(sides.right)];
  const rows = Math.max(rowsOf(sides.left), rowsOf(sides.right), 1);
  const [width, height] = [(left + right + 1) * COLUMN, (rows + 1) * ROW];
  const self: Placed = { ...own(root), x: (left + 0.5) * COLUMN, y: height / 2 };
  const spots = new Map([[self.key, self]]);
  const lines: Line[] = [];
  const place = (children: readonly Spot[], parent: Placed, step: number, top: number) => {
    let y = top;
    for (const child of children) {
      const rows = heightOf(child);
      const placed = { ...own(child), x: parent.x + step, y: y + (rows * ROW) / 2 };
      spots.set(placed.key, placed);
      lines.push({ key: `${parent.key} ${placed.key}`, from: parent, to: placed, across: false });
      place(child.children, placed, step, y);
      y += rows * ROW;
    }
  };
  place(sides.left, self, -COLUMN, (height - rowsOf(sides.left) * ROW) / 2);
  place(sides.right, self, COLUMN, (height - rowsOf(sides.right) * ROW) / 2);
  for (const [contact, account] of across) {
    const [from, to] = [spots.get(contact), spots.get(account)];
    if (from && to) lines.push({ key: `${contact} ${account}`, from, to, across: true });
  }
  return { width, height, spots: [...spots.values()], lines };
}

const own = ({ key, kind, label, strength }: Spot) => ({ key, kind, label, ...(strength && { strength }) });

const heightOf = (spot: Spot): number => Math.max(1, rowsOf(spot.children));
const rowsOf = (spots: readonly Spot[]): number => spots.reduce((rows, spot) => rows + heightOf(spot), 0);
const depthOf = (spots: readonly Spot[]): number =>
  spots.reduce((most, { children }) => Math.max(most, 1 + depthOf(children)), 0);

/** Each in turn to the side that has fewer rows. */
function halves(spots: readonly Spot[]): Readonly<Record<'left' | 'right', readonly Spot[]>> {
  const sides = { left: [] as Spot[], right: [] as Spot[] };
  for (const spot of spots) sides[rowsOf(sides.left) < rowsOf(sides.right) ? 'left' : 'right'].push(spot);
  return sides;
}
