import { useId, useLayoutEffect, useMemo, useRef } from 'react';
import type { Neighbourhood } from '../../core/influence/neighbourhood/neighbourhood.ts';
import { many } from '../words.ts';
import { layoutOf } from './layout.ts';
import type { Layout, Placed } from './layout.ts';
import { Shape } from './shape.tsx';
import { treeOf } from './tree.ts';
import type { Kind } from './tree.ts';

const KINDS: readonly (readonly [Kind, string])[] = [
  ['self', 'this person'],
  ['contact', 'contact'],
  ['stranger', 'somebody who is no contact'],
  ['account', 'account'],
  ['deal', 'open deal'],
];

/** The person in the middle, whom they reach around them. All of it stands in the list too. */
export function Picture({ around }: { readonly around: Neighbourhood }) {
  const layout = useMemo(() => layoutOf(treeOf(around)), [around]);
  const frame = useMiddle(layout.width);
  const id = useId();
  const there = new Set(layout.spots.map(({ kind }) => kind));
  return (
    <figure className="neighbourhood-picture">
      <div className="frame" ref={frame} tabIndex={0} role="region" aria-labelledby={id}>
        <svg
          viewBox={`0 0 ${layout.width} ${layout.height}`}
          style={{ width: layout.width, minWidth: layout.width * SMALLEST }}
          role="img"
          aria-labelledby={id}
        >
          {layout.lines.map(({ key, from, to, across }) => (
            <path
              key={key}
              className={across ? 'across' : `way ${to.strength ?? 'belongs'}`}
              d={curve(from, to)}
            />
          ))}
          {layout.spots.map((spot) => (
            <g key={spot.key} transform={`translate(${spot.x} ${spot.y})`}>
              <title>{spot.label}</title>
              <Shape kind={spot.kind} />
              <Words spot={spot} />
            </g>
          ))}
        </svg>
      </div>
      <figcaption className="quiet">
        <span id={id}>{summaryOf(around, layout)}</span>
        <ul className="forms">
          {KINDS.filter(([kind]) => there.has(kind)).map(([kind, says]) => (
            <li key={kind}>
              <svg width="32" height="32" viewBox="-16 -16 32 32" aria-hidden="true">
                <Shape kind={kind} />
              </svg>
              {says}
            </li>
          ))}
        </ul>
      </figcaption>
    </figure>
  );
}

/** So far it shrinks to fit into its frame: below that its words would be too small to read, and it scrolls. */
const SMALLEST = 0.85;

/** Where the picture is wider than its frame, its middle is seen first. */
function useMiddle(width: number) {
  const frame = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const { current } = frame;
    if (current) current.scrollLeft = (current.scrollWidth - current.clientWidth) / 2;
  }, [width]);
  return frame;
}

function Words({ spot: { kind, label } }: { readonly spot: Placed }) {
  return (
    <text y={kind === 'self' ? 30 : 24} textAnchor="middle">
      {cut(label)}
    </text>
  );
}

/** As many columns as words have below a spot; a letter of Chinese or Japanese takes two. */
const COLUMNS = 22;

function cut(label: string): string {
  let left = COLUMNS;
  const letters = [...label];
  const fits = letters.findIndex(
    (letter) => (left -= /[\u1100-\u9fff\uac00-\ud7a3\uff00-\uff60]/.test(letter) ? 2 : 1) < 0,
  );
  return fits < 0
    ? label
    : `${letters
        .slice(0, fits - 1)
        .join('')
        .trimEnd()}…`;
}

function curve(from: Placed, to: Placed): string {
  const bend = (from.x + to.x) / 2;
  return `M${from.x} ${from.y} C${bend} ${from.y} ${bend} ${to.y} ${to.x} ${to.y}`;
}

function summaryOf({ name, people }: Neighbourhood, { spots }: Layout): string {
  const count = (kind: Kind) => spots.filter((spot) => spot.kind === kind).length;
  const parts = [
    many(count('contact'), 'contact'),
    many(count('account'), 'account'),
    many(count('deal'), 'open deal'),
  ];
  return `${name} in the middle, with ${parts.join(', ')} around. The list names all ${people.length} and the ways to them.`;
}
