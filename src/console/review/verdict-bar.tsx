import { useShortcutsOn } from '../keys.ts';
import type { Did, Step } from './sitting.ts';
import { WORDS, profileOf } from './told.ts';

interface Props {
  readonly act: (did: Did) => void;
  readonly undo: () => void;
  readonly last: Step | undefined;
}

/** What may be said, and the way back. It stays in view, however much there is to read. */
export function VerdictBar({ act, undo, last }: Props) {
  return (
    <div className="verdicts" role="group" aria-label="Your answer">
      <button type="button" className="primary" aria-keyshortcuts="y" onClick={() => act('confirmed')}>
        It is them <Key name="y" />
      </button>
      <button type="button" aria-keyshortcuts="n" onClick={() => act('rejected')}>
        Not them <Key name="n" />
      </button>
      <button type="button" className="plain-button" aria-keyshortcuts="s" onClick={() => act('skipped')}>
        Skip <Key name="s" />
      </button>
      {last && <Undo undo={undo} last={last} />}
    </div>
  );
}

export function Undo({ undo, last }: { readonly undo: () => void; readonly last: Step }) {
  return (
    <p className="undo">
      <span className="quiet">
        {WORDS[last.did]}: {profileOf(last.candidate)}
      </span>
      <button type="button" className="plain-button" aria-keyshortcuts="u" onClick={undo}>
        Undo <Key name="u" />
      </button>
    </p>
  );
}

/** The key of a button, for the eye; it is silent, and gone where keys are switched off. */
export function Key({ name }: { readonly name: string }) {
  const on = useShortcutsOn();
  return on ? <kbd aria-hidden="true">{name}</kbd> : undefined;
}
