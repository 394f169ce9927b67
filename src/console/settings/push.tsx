import { useId, useState } from 'react';
import type { FormEvent } from 'react';
import type { PushLine, PushSecret } from '../../http/push-shapes.ts';
import { TroubleLine } from '../parts/trouble-line.tsx';
import { When } from '../parts/when.tsx';
import { useUnsaved } from '../unsaved.ts';
import { on } from '../words.ts';
import { useListen, useStopListening } from './push-queries.ts';

interface Props {
  readonly push: PushLine;
}

/** One network that can call: whether it does, and what is entered there. */
export function Push({ push }: Props) {
  const { title, isSetUp } = push;
  const [open, setOpen] = useState(isSetUp);
  return (
    <li>
      <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <strong>{title}</strong>{' '}
          <span className="quiet">{isSetUp ? 'is listened to' : 'is not listened to'}</span>
        </summary>
        <Calling push={push} />
      </details>
    </li>
  );
}

function Calling({ push }: Props) {
  const { network, title, isSetUp, brings, formerUntil, lastDelivery } = push;
  const [made, setMade] = useState<PushSecret>();
  const [typed, setTyped] = useState('');
  const listen = useListen(network, isSetUp);
  const stop = useStopListening(network);
  useUnsaved(`The secret of ${title}`, typed !== '');
  function submit(event: FormEvent): void {
    event.preventDefault();
    listen.mutate(brings ? typed : undefined, {
      onSuccess: (fresh) => {
        setMade(fresh);
        setTyped('');
      },
    });
  }
  return (
    <form onSubmit={submit} aria-label={`${title} calls`}>
      {isSetUp && <Entered push={push} made={made} />}
      {lastDelivery !== undefined && (
        <p className="quiet">
          It called last <When iso={lastDelivery} />.
        </p>
      )}
      {formerUntil !== undefined && (
        <p className="quiet">The secret before this one is valid until {on(formerUntil)}.</p>
      )}
      {brings && <Theirs {...{ title, typed, setTyped, says: push.says }} />}
      <TroubleLine of={listen.error ?? stop.error}>Nothing was changed.</TroubleLine>
      <p className="acts">
        <button type="submit" disabled={listen.isPending}>
          {isSetUp ? `New secret for ${title}` : `Listen to ${title}`}
        </button>
        {isSetUp && (
          <button
            type="button"
            className="danger"
            onClick={() => stop.mutate(undefined, { onSuccess: () => setMade(undefined) })}
          >
            Stop listening to {title}
          </button>
        )}
      </p>
    </form>
  );
}

function Entered({ push, made }: Props & { readonly made: PushSecret | undefined }) {
  return (
    <>
      <p>
        Enter this address there: <code>{push.address}</code>
      </p>
      {made?.secret !== undefined && (
        <p role="status">
          And this secret, it is shown this once: <code>{made.secret}</code>
        </p>
      )}
      {made?.token !== undefined && (
        <p role="status">
          And this as verify token, it is shown this once: <code>{made.token}</code>
        </p>
      )}
      {push.erasure !== undefined && (
        <p>
          And this one for data deletion requests and for deauthorisation: <code>{push.erasure}</code>
        </p>
      )}
      <p className="quiet">{push.says}</p>
    </>
  );
}

interface TheirsProps {
  readonly title: string;
  readonly says: string;
  readonly typed: string;
  readonly setTyped: (text: string) => void;
}

/** A network that makes the secret itself shows it there; here it is entered, and never shown again. */
function Theirs({ title, says, typed, setTyped }: TheirsProps) {
  const id = useId();
  return (
    <p className="field">
      <label htmlFor={id}>Secret of {title}</label>
      <input
        id={id}
        type="password"
        autoComplete="off"
        required
        value={typed}
        aria-describedby={`${id}-says`}
        onChange={(event) => setTyped(event.target.value)}
      />
      <span id={`${id}-says`} className="quiet">
        {says}
      </span>
    </p>
  );
}
