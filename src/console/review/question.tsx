import { useId } from 'react';
import { Waterfall } from '../record/waterfall.tsx';
import { many, sure } from '../words.ts';
import { CandidateCard } from './candidate-card.tsx';
import type { Did, Sitting, Step } from './sitting.ts';
import { nameOf } from './told.ts';
import { Key, VerdictBar } from './verdict-bar.tsx';

interface Props {
  readonly shown: Sitting['waiting'][number];
  readonly crm: string;
  readonly progress: { readonly decided: number; readonly left: number };
  readonly why: boolean;
  readonly setWhy: (open: boolean) => void;
  readonly act: (did: Did) => void;
  readonly undo: () => void;
  readonly last: Step | undefined;
}

/** Is this them? Both sides, why Kith is not sure, and the answer. */
export function Question({ shown, crm, progress, why, setWhy, act, undo, last }: Props) {
  const { candidate, trouble, skipped } = shown;
  const { link } = candidate.profile;
  return (
    <article className="question" aria-labelledby="question">
      <Progress {...progress} />
      <h1 id="question" dir="auto">
        Is this {nameOf(candidate)}?
      </h1>
      {trouble && <p className="trouble">{trouble}</p>}
      {skipped && !trouble && <p className="quiet">You skipped this one before.</p>}
      <CandidateCard candidate={candidate} crm={crm} />
      <details
        className="why-asked"
        open={why}
        // The state is set by key as well; only what the person did here is news.
        onToggle={(event) => event.currentTarget.open !== why && setWhy(event.currentTarget.open)}
      >
        <summary aria-keyshortcuts="w">
          <strong>{sure(link.probability)}</strong>
          <span className="quiet"> {countsOf(link.evidence.length, link.counterEvidence.length)}</span>
          <Key name="w" />
        </summary>
        <Waterfall link={link} />
      </details>
      <VerdictBar {...{ act, undo, last }} />
    </article>
  );
}

const countsOf = (pro: number, con: number) =>
  [many(pro, 'reason') + ' for', con > 0 && `${con} against`].filter(Boolean).join(', ');

function Progress({ decided, left }: Props['progress']) {
  const id = useId();
  return (
    <div className="how-far">
      <label htmlFor={id} className="quiet">
        {decided} of {decided + left} decided, {left} left
      </label>
      <progress id={id} max={Math.max(decided + left, 1)} value={decided} />
    </div>
  );
}
