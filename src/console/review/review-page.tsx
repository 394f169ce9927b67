import { useEffect, useState } from 'react';
import type { InstallationLine } from '../../http/shapes.ts';
import { useKeys } from '../keys.ts';
import { Skeleton, Unread } from '../parts/states.tsx';
import { safeUrl } from '../words.ts';
import { NothingLeft } from './nothing-left.tsx';
import { Question } from './question.tsx';
import { progressOf } from './sitting.ts';
import { useSitting } from './use-sitting.ts';

/** One suggested link after the other, until nothing is left to ask. */
export function ReviewPage({ installation }: { readonly installation: InstallationLine }) {
  const { sitting, says, act, undo, error, retry } = useSitting();
  const [why, setWhy] = useState(true);
  const shown = sitting.waiting[0];
  const last = sitting.steps.at(-1);
  useTitle();
  useAhead(sitting.waiting[1]?.candidate.profile.avatar);
  const keys = {
    y: () => act('confirmed'),
    n: () => act('rejected'),
    s: () => act('skipped'),
    w: () => setWhy(!why),
    o: () => openAway(shown?.candidate.profile.url),
  };
  useKeys({ ...(shown && keys), ...(last && { u: undo }) }, true);
  return (
    <div id="review" className="review" tabIndex={-1}>
      <p className="unseen" role="status">
        {says}
      </p>
      {shown && (
        <Question
          {...{ shown, why, setWhy, act, undo, last }}
          crm={installation.crmTitle}
          progress={progressOf(sitting)}
        />
      )}
      {!shown && sitting.read && sitting.beyond === 0 && <NothingLeft steps={sitting.steps} undo={undo} />}
      {!shown && !error && (!sitting.read || sitting.beyond > 0) && <Skeleton />}
      {!shown && error && !sitting.read && (
        <Unread title="The queue cannot be read" says={error.message} retry={retry} />
      )}
    </div>
  );
}

function openAway(url: string | undefined): void {
  const safe = url === undefined ? undefined : safeUrl(url);
  if (safe !== undefined) window.open(safe, '_blank', 'noopener,noreferrer');
}

function useTitle(): void {
  useEffect(() => {
    document.title = 'Review · Kith';
  }, []);
}

/** The next picture is fetched while this candidate is looked at. */
function useAhead(avatar: string | undefined): void {
  useEffect(() => {
    const url = avatar === undefined ? undefined : safeUrl(avatar);
    if (url === undefined) return;
    const picture = new Image();
    picture.referrerPolicy = 'no-referrer';
    picture.src = url;
  }, [avatar]);
}
