import type { SubscriptionList } from '../../http/told-shapes.ts';
import { When } from '../parts/when.tsx';
import { on } from '../words.ts';
import { useSubscriptions } from './told-queries.ts';

/** Feeds that hubs were asked to tell of. Nothing has to be set up: a linked page names its hub itself. */
export function Subscriptions() {
  const { data, error } = useSubscriptions();
  return (
    <section className="setting" aria-labelledby="subscriptions">
      <h2 id="subscriptions">Feeds that are told at once</h2>
      <p>
        Where a linked page names a hub, the hub is asked to tell Kith of its feed. All others are read as
        often as ever.
      </p>
      {error && <p className="trouble">{error.message}</p>}
      {data && !data.reached && (
        <p className="quiet">
          Hubs cannot reach this Kith: set KITH_PUBLIC_URL to an address of the public internet.
        </p>
      )}
      {data?.reached && data.subscriptions.length === 0 && <p className="quiet">No feed names a hub yet.</p>}
      {data && data.subscriptions.length > 0 && (
        <ul className="webhooks">
          {data.subscriptions.map((one) => (
            <Line key={`${one.hub} ${one.feed}`} one={one} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Line({ one }: { readonly one: SubscriptionList['subscriptions'][number] }) {
  const { title, feed, hub, isTold, until, lastDelivery, says } = one;
  return (
    <li>
      <p>
        <strong>{title}</strong> <code>{feed}</code>{' '}
        <span className="quiet">
          {isTold && until !== undefined ? `is told until ${on(until)}` : 'is read, not told'}
        </span>
      </p>
      <p className="quiet">
        Hub: <code>{hub}</code>
        {says !== undefined && ` ${says}`}
      </p>
      {lastDelivery !== undefined && (
        <p className="quiet">
          It told last <When iso={lastDelivery} />.
        </p>
      )}
    </li>
  );
}
