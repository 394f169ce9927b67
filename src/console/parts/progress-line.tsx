import { useId } from 'react';
import type { Workspace } from '../../http/shapes.ts';

/** How far the search for people has come; silent when it is done. Only the end is read out, not every step. */
export function ProgressLine({ progress: { contacts, resolved, waiting } }: Pick<Workspace, 'progress'>) {
  const id = useId();
  const busy = waiting > 0 || resolved < contacts;
  return (
    <div className="progress">
      {busy && (
        <>
          <label className="quiet" htmlFor={id}>
            Looking for people: {resolved} of {contacts}
          </label>
          <progress id={id} max={Math.max(contacts, 1)} value={resolved} />
        </>
      )}
      <p className="unseen" role="status">
        {busy || contacts === 0 ? '' : `All ${contacts} contacts have been looked at.`}
      </p>
    </div>
  );
}
