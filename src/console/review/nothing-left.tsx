import { useEffect, useRef } from 'react';
import { PageLink } from '../parts/page-link.tsx';
import type { Step } from './sitting.ts';
import { Undo } from './verdict-bar.tsx';

interface Props {
  readonly steps: readonly Step[];
  readonly undo: () => void;
}

/** The end of the queue. The way back stays open. */
export function NothingLeft({ steps, undo }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  // The button that was pressed last is gone: the focus comes here rather than nowhere.
  useEffect(() => {
    if (steps.length > 0 && document.activeElement === document.body) heading.current?.focus();
  }, [steps.length]);
  const last = steps.at(-1);
  return (
    <div className="nobody">
      <svg className="seal" viewBox="0 0 24 24" width="48" height="48" aria-hidden="true">
        <circle cx="12" cy="12" r="11" />
        <path d="M7 12.5l3.5 3.5L17 9" />
      </svg>
      <h1 ref={heading} tabIndex={-1}>
        Nothing to review
      </h1>
      <p>{steps.length > 0 && `${countsOf(steps)} `}Kith asks again when it is unsure.</p>
      <p>
        <PageLink to="contacts">Back to the contacts</PageLink>
      </p>
      {last && <Undo undo={undo} last={last} />}
    </div>
  );
}

function countsOf(steps: readonly Step[]): string {
  const count = (did: Step['did']) => steps.filter((step) => step.did === did).length;
  return `You said “It is them” ${times(count('confirmed'))} and “Not them” ${times(count('rejected'))}.`;
}

const times = (n: number) => (n === 1 ? 'once' : `${n} times`);
