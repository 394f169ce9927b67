import { useState } from 'react';
import type { DeliveryList } from '../../http/delivery-shapes.ts';
import { Choice } from './choice.tsx';
import { Delivery } from './delivery.tsx';
import { FailedDeliveries } from './failed-deliveries.tsx';
import { useDeliveries } from './delivery-queries.ts';
import { GivenUp } from './given-up.tsx';

const STATUSES: readonly (readonly [string, string])[] = [
  ['', 'All'],
  ['waiting', 'Waiting'],
  ['done', 'Done'],
  ['failed', 'Failed'],
];

/** What networks and the CRM sent, as they sent it, and what became of it. */
export function Deliveries() {
  const [status, setStatus] = useState('');
  const [connector, setConnector] = useState('');
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useDeliveries({
    status,
    connector,
  });
  const [first] = data?.pages ?? [];
  return (
    <section className="setting" aria-labelledby="deliveries">
      <h2 id="deliveries">What came in</h2>
      <p>
        Everything that networks and the CRM sent is kept for 30 days, and what it said for as long as the
        terms of its network allow. Passwords and tokens in it are not shown.
      </p>
      {error && <p className="trouble">{error.message}</p>}
      {first && (
        <div className="filters">
          <Choice label="Show" options={STATUSES} value={status} choose={setStatus} />
          <Choice label="From" options={sourcesOf(first)} value={connector} choose={setConnector} />
        </div>
      )}
      {first && <FailedDeliveries page={first} connector={connector} />}
      {first && first.deliveries.length === 0 && (
        <p className="quiet">{first.connectors.length === 0 ? 'Nothing came in yet.' : 'None of these.'}</p>
      )}
      <ul className="webhooks">
        {data?.pages.flatMap(({ deliveries }) =>
          deliveries.map((one) => <Delivery key={one.id} delivery={one} />),
        )}
      </ul>
      {hasNextPage && (
        <button type="button" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show older ones
        </button>
      )}
      <GivenUp />
    </section>
  );
}

const sourcesOf = ({ connectors }: DeliveryList): readonly (readonly [string, string])[] => [
  ['', 'Everybody'],
  ...connectors.map(({ connector, title }) => [connector, title] as const),
];
