import { useState } from 'react';
import type { DeliveryLine, OneDelivery } from '../../http/delivery-shapes.ts';
import { TroubleLine } from '../parts/trouble-line.tsx';
import { When } from '../parts/when.tsx';
import { many, on } from '../words.ts';
import { useDelivery, useTakeInAgain } from './delivery-queries.ts';

const STANDS = { waiting: 'waits', done: 'taken in', failed: 'failed' } as const;

interface Props {
  readonly delivery: DeliveryLine;
}

/** One delivery: from whom and when, how it stands and why; opened, what it said. */
export function Delivery({ delivery }: Props) {
  const { id, title, receivedAt, status, attempts, error, bytes } = delivery;
  const [open, setOpen] = useState(false);
  const again = useTakeInAgain(id);
  const tried = attempts > 1 ? `, tried ${attempts} times` : '';
  return (
    <li>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <strong>{title}</strong> <When iso={receivedAt} />: {STANDS[status]}
          {tried}
        </summary>
        {open && <Said id={id} />}
      </details>
      {error !== undefined && <p className={status === 'failed' ? 'trouble' : 'quiet'}>{error}</p>}
      {status === 'failed' && bytes > 0 && (
        <p className="acts">
          <button
            type="button"
            aria-label={`Take in again what came from ${title} on ${on(receivedAt)}`}
            disabled={again.isPending}
            onClick={() => again.mutate()}
          >
            Take in again
          </button>
        </p>
      )}
      <TroubleLine of={again.error} />
    </li>
  );
}

function Said({ id }: { readonly id: string }) {
  const { data, error } = useDelivery(id, true);
  if (error) return <p className="trouble">{error.message}</p>;
  if (!data) return <p className="quiet">It is looked for.</p>;
  return (
    <>
      <p className="quiet">
        {id} · {on(data.receivedAt)} · {many(data.bytes, 'byte')}
      </p>
      <Payload payload={data.payload} />
    </>
  );
}

/** Text, whatever it looks like: nothing of it becomes a part of the page. */
function Payload({ payload }: Pick<OneDelivery, 'payload'>) {
  if (payload.is === 'emptied')
    return <p className="quiet">What it said is not kept any more, as the terms of its network ask.</p>;
  if (payload.is === 'bytes') return <p className="quiet">It is no text.</p>;
  return (
    <>
      <div className="payload" role="region" aria-label="What it said" tabIndex={0}>
        <pre dir="auto">{payload.text}</pre>
      </div>
      {payload.cut && <p className="quiet">It goes on; this is its beginning.</p>}
    </>
  );
}
