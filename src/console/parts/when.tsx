import { useNow } from '../use-now.ts';
import { ago, on } from '../words.ts';

/** A time, both as how long ago and as what the clock showed. */
export function When({ iso, both = false }: { readonly iso: string; readonly both?: boolean }) {
  const now = useNow();
  return (
    <time dateTime={iso} title={on(iso)}>
      {ago(iso, now)}
      {both && <span className="absolute"> · {on(iso)}</span>}
    </time>
  );
}
