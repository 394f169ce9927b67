import type { ReactNode } from 'react';
import { safeUrl } from '../words.ts';

interface Props {
  readonly url: string;
  readonly children: ReactNode;
  readonly className?: string;
}

/** A link out of Kith. What is no web address is shown as text: it came from people we do not know. */
export function Away({ url, children, className }: Props) {
  const href = safeUrl(url);
  if (href === undefined) return <span className={className}>{children}</span>;
  return (
    <a className={className} href={href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  );
}
