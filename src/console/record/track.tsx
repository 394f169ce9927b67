interface Props {
  /** Per cent of the scale, all three. */
  readonly even: number;
  readonly from: number;
  readonly to: number;
}

/** A bar from where the reason before it ended to where this one leads; thin lines carry it on from row to row. */
export function Track({ even, from, to }: Props) {
  return (
    <div className="track" aria-hidden="true">
      <span className="even" style={{ left: `${even}%` }} />
      <span className="came" style={{ left: `${from}%` }} />
      <span className="bar" style={{ left: `${Math.min(from, to)}%`, width: `${Math.abs(to - from)}%` }} />
      <span className="goes" style={{ left: `${to}%` }} />
    </div>
  );
}

/** Where it ends. */
export function EndOfTrack({ even, end }: { readonly even: number; readonly end: number }) {
  return (
    <div className="track" aria-hidden="true">
      <span className="even" style={{ left: `${even}%` }} />
      <span className="came" style={{ left: `${end}%` }} />
      <span className="point" style={{ left: `${end}%` }} />
    </div>
  );
}

/** Per cent of the scale that the longer word needs, also where the scale is narrow. */
const ROOM = { left: 42, right: 22 } as const;

/** The two sides of the middle, in words; a side that is too narrow stays silent. */
export function Scale({ even }: Pick<Props, 'even'>) {
  return (
    <div className="track scale-words" aria-hidden="true">
      {even > ROOM.left && (
        <span className="left" style={{ right: `${100 - even}%` }}>
          somebody else
        </span>
      )}
      {even < 100 - ROOM.right && (
        <span className="right" style={{ left: `${even}%` }}>
          them
        </span>
      )}
    </div>
  );
}

export function Seal() {
  return (
    <svg className="seal" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
      <circle cx="12" cy="12" r="11" />
      <path d="M7 12.5l3.5 3.5L17 9" />
    </svg>
  );
}
