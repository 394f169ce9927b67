import type { MouseEvent, ReactNode } from 'react';
import { go, hrefOf, usePlace } from '../place.ts';
import type { Page } from '../place.ts';

interface Props {
  readonly to: Page;
  readonly children: ReactNode;
  readonly className?: string;
}

/** A link to another page of the console, in the same installation; with a modifier key it opens as any link does. */
export function PageLink({ to, children, className }: Props) {
  const place = usePlace();
  function open(event: MouseEvent): void {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    go(to);
  }
  return (
    <a
      className={className}
      href={hrefOf({ ...place, page: to })}
      aria-current={place.page === to ? 'page' : undefined}
      onClick={open}
    >
      {children}
    </a>
  );
}
