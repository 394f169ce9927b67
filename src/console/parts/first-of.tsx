import type { ReactNode } from 'react';

interface Props<T> {
  readonly all: readonly T[];
  readonly most: number;
  /** What lies behind the fold, with how many there are. */
  readonly says: (rest: readonly T[]) => string;
  readonly children: (some: readonly T[]) => ReactNode;
}

/** The first of many, and the rest behind a fold that says what it holds. One alone takes no more room than its fold. */
export function FirstOf<T>({ all, most, says, children }: Props<T>) {
  if (all.length <= most + 1) return <>{children(all)}</>;
  const rest = all.slice(most);
  return (
    <>
      {children(all.slice(0, most))}
      <details className="rest">
        <summary>{says(rest)}</summary>
        {children(rest)}
      </details>
    </>
  );
}
