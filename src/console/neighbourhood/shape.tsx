import type { Kind } from './tree.ts';

const R = 8;

/** What each kind is drawn as: told apart by its form, not by its colour alone. */
export function Shape({ kind }: { readonly kind: Kind }) {
  switch (kind) {
    case 'self':
      return (
        <g className="shape self">
          <circle r={R + 6} />
          <circle r={R} />
        </g>
      );
    case 'account':
      return <rect className="shape account" x={-R} y={-R} width={2 * R} height={2 * R} />;
    case 'deal':
      return <path className="shape deal" d={`M0 ${-R - 2} L${R + 2} 0 L0 ${R + 2} L${-R - 2} 0 Z`} />;
    default:
      return <circle className={`shape ${kind}`} r={R} />;
  }
}
