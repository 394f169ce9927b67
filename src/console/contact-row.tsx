import { memo, useEffect, useRef } from 'react';
import type { MouseEvent } from 'react';
import type { ContactLine } from '../http/shapes.ts';
import { go, hrefOf, usePlace } from './place.ts';
import { initials } from './words.ts';

interface Props {
  readonly line: ContactLine;
  readonly current: boolean;
}

/** One contact in the list. Polling answers keep their identity where nothing changed, so few of these draw again. */
export const ContactRow = memo(function ContactRow({ line, current }: Props) {
  const place = usePlace();
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (current) link.current?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  function open(event: MouseEvent): void {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    go({ contact: line.id });
  }
  return (
    <li>
      <a
        ref={link}
        className="contact"
        href={hrefOf({ ...place, page: { contact: line.id } })}
        aria-current={current ? 'page' : undefined}
        onClick={open}
      >
        <span className="initials" aria-hidden="true">
          {initials(line.name)}
        </span>
        <span className="line">
          <span className="name">{line.name || 'No name'}</span>
          <Found line={line} />
        </span>
        <span className="line">
          <span className="quiet">{line.company}</span>
          {line.suggested > 0 && <span className="pill warn">{line.suggested} to review</span>}
        </span>
      </a>
    </li>
  );
});

function Found({ line: { linked, suggested, refused } }: { readonly line: ContactLine }) {
  if (linked > 0) return <span className="pill good">{linked} found</span>;
  return refused > 0 && suggested === 0 ? <span className="pill plain">{refused} refused</span> : undefined;
}
