import { createContext, useCallback, useContext, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useKeys } from '../keys.ts';

interface Notice {
  readonly text: string;
  readonly undo?: () => void;
}

/** Without a notice the last one goes away, and what it offered to take back with it. */
type Tell = (notice?: Notice) => void;

const Telling = createContext<Tell>(() => undefined);

/** Tells the person what was just done, and offers to take it back. */
export const useTell = (): Tell => useContext(Telling);

const STAYS_MS = 12_000;

export function NoticeProvider({ children }: { readonly children: ReactNode }) {
  const [notice, setNotice] = useState<Notice>();
  const timer = useRef<number>(undefined);
  const stay = useCallback(() => window.clearTimeout(timer.current), []);
  const leaveSoon = useCallback(() => {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => setNotice(undefined), STAYS_MS);
  }, []);
  const tell = useMemo<Tell>(
    () => (next) => {
      setNotice(next);
      leaveSoon();
    },
    [leaveSoon],
  );
  const undo = notice?.undo;
  const takeBack = undo && (() => (setNotice(undefined), undo()));
  useKeys(takeBack ? { u: takeBack } : {});
  return (
    <Telling value={tell}>
      {children}
      <div
        className="notice-place"
        onMouseEnter={stay}
        onMouseLeave={leaveSoon}
        onFocus={stay}
        onBlur={leaveSoon}
      >
        <div role="status">{notice && <p className="notice">{notice.text}</p>}</div>
        {takeBack && (
          <button type="button" data-undo aria-keyshortcuts="u" onClick={takeBack}>
            Undo
          </button>
        )}
        {notice && (
          <button type="button" aria-label="Close this message" onClick={() => setNotice(undefined)}>
            ×
          </button>
        )}
      </div>
    </Telling>
  );
}
