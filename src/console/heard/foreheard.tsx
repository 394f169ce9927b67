import type { Foreseen, ListeningPage } from '../../http/listening-shapes.ts';
import { many } from '../words.ts';

interface Props {
  readonly seen: Foreseen;
  readonly page: ListeningPage;
  readonly crm: string;
}

/** What a rule would have heard, and whom it would add. */
export function Foreheard({ seen, page, crm }: Props) {
  const { known, adds, live } = seen;
  const title = (network: string) => page.networks.find(({ id }) => id === network)?.title ?? network;
  return (
    <div role="status">
      <p>
        Of {many(known.of, 'post')} known of the last 30 days it would have heard {known.heard}
        {known.byNetwork.length > 0 &&
          ` (${known.byNetwork.map((one) => `${title(one.network)} ${one.heard}`).join(', ')})`}
        .
      </p>
      <Lines posts={known.newest} />
      {adds && (
        <>
          <p>
            Of those it would add {many(adds.people, 'person', 'people')} to {crm}
            {adds.first.length > 0 && `: ${adds.first.map(({ name, handle }) => name ?? handle).join(', ')}`}.
          </p>
          {adds.nobody.map(({ network, clause }) => (
            <p key={network} className="quiet">
              Nobody is added for what they say on {title(network)}. {clause}
            </p>
          ))}
        </>
      )}
      {live?.trouble !== undefined && (
        <p className="trouble">
          {title(live.network)} {live.trouble}.
        </p>
      )}
      {live && live.trouble === undefined && (
        <p>
          {title(live.network)} found {many(live.found, 'post')} now, {live.heard.length} of which it would
          hear. Nothing of it was kept.
        </p>
      )}
      <Lines posts={live?.heard ?? []} />
    </div>
  );
}

function Lines({ posts }: { readonly posts: Foreseen['known']['newest'] }) {
  if (posts.length === 0) return null;
  return (
    <ul>
      {posts.map(({ url, handle, text, because }) => (
        <li key={url}>
          {handle}: {text.slice(0, 160)} <span className="quiet">({because.join(', ')})</span>
        </li>
      ))}
    </ul>
  );
}
