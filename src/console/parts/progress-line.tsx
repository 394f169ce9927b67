import { useId } from 'react';
import type { Workspace } from '../../http/shapes.ts';

/** How far the search for people has come; silent when it is done. Only the end is read out, not every step. */
export function ProgressLine({ progress: { contacts, resolved } }: Pick<Workspace, 'progress'>) {
  const id = useId();
  // Work that waits after everybody was looked at is no search: it comes and goes all day.
  const busy = resolved < contacts;
  return (
    <div className="progress">
      {busy && (
        <>
          <label className="quiet" htmlFor={id}>
            Looking for people: {resolved.toLocaleString('en')} of {contacts.toLocaleString('en')}
          </label>
          <progress id={id} max={Math.max(contacts, 1)} value={resolved} />
        </>
      )}
      <p className="unseen" role="status">
        {busy || contacts === 0 ? '' : `All ${contacts.toLocaleString('en')} contacts have been looked at.`}
      </p>
    </div>
  );
}
