import type { ReactNode } from 'react';

interface Props {
  /** What came of the last thing that was asked for; nothing is shown where it went well. */
  readonly of: Error | null;
  /** What it means for the person, said before why. */
  readonly children?: ReactNode;
}

/** Says at once that something did not go, and why. */
export function TroubleLine({ of: error, children }: Props) {
  if (!error) return null;
  return (
    <p className="trouble" role="alert">
      {children} {error.message}
    </p>
  );
}
