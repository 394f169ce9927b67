import { useEffect, useSyncExternalStore } from 'react';

/** Sections of a long page that belong together; each is told by the id of its heading. */
export interface Chapter {
  readonly title: string;
  readonly sections: readonly (readonly [id: string, heading: string])[];
}

interface Props {
  readonly label: string;
  readonly chapters: readonly Chapter[];
}

const BESIDE = window.matchMedia('(min-width: 1100px)');

/** What stands on a long page, and the way to each of it: beside it where there is room, folded above it elsewhere. */
export function Contents({ label, chapters }: Props) {
  const beside = useSyncExternalStore(listen, () => BESIDE.matches);
  useEffect(() => {
    // The address named a section that was not there when the browser looked for it.
    const named = decodeURIComponent(window.location.hash.slice(1));
    if (named !== '') document.getElementById(named)?.scrollIntoView();
  }, []);
  return (
    <nav className="contents" aria-label={label}>
      <details open={beside}>
        <summary>On this page</summary>
        {chapters.map(({ title, sections }) => (
          <div key={title}>
            <p className="quiet">{title}</p>
            <ul>
              {sections.map(([id, heading]) => (
                <li key={id}>
                  <a href={`#${id}`}>{heading}</a>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </details>
    </nav>
  );
}

function listen(changed: () => void): () => void {
  BESIDE.addEventListener('change', changed);
  return () => BESIDE.removeEventListener('change', changed);
}
