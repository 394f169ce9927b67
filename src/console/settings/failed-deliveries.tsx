import { useId, useState } from 'react';
import type { DeliveryList } from '../../http/delivery-shapes.ts';
import { TroubleLine } from '../parts/trouble-line.tsx';
import { many } from '../words.ts';
import { useTakeAllInAgain } from './delivery-queries.ts';

interface Props {
  readonly page: DeliveryList;
  readonly connector: string;
}

/** All that failed is taken in again at once, and how far that has come. */
export function FailedDeliveries({ page: { waiting, failed, connectors }, connector }: Props) {
  const id = useId();
  const [asked, setAsked] = useState(0);
  const all = useTakeAllInAgain();
  const from = connectors.find((one) => one.connector === connector)?.title;
  const left = Math.min(asked, waiting);
  return (
    <>
      {failed > 0 && (
        <p className="acts">
          <button
            type="button"
            disabled={all.isPending || left > 0}
            onClick={() => all.mutate(connector, { onSuccess: ({ again }) => setAsked(again) })}
          >
            Take in again {from === undefined ? 'all that failed' : `what failed from ${from}`}
          </button>
          <span className="quiet">{many(failed, 'delivery', 'deliveries')} failed.</span>
        </p>
      )}
      {left > 0 && (
        <p className="progress">
          <label className="quiet" htmlFor={id}>
            Taken in again: {asked - left} of {asked}
          </label>
          <progress id={id} max={asked} value={asked - left} />
        </p>
      )}
      <p className={asked > 0 && left === 0 ? 'quiet' : 'unseen'} role="status">
        {asked > 0 && left === 0 && `${many(asked, 'delivery was', 'deliveries were')} tried again. `}
        {all.data?.again === 0 && 'What those that failed said is not kept any more.'}
      </p>
      <TroubleLine of={all.error} />
    </>
  );
}
