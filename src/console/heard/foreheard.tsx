import type { Foreseen, ListeningPage } from '../../http/listening-shapes.ts';
import { many } from '../words.ts';

/** What a rule would have heard. */
export function Foreheard({ seen, page }: { readonly seen: Foreseen; readonly page: ListeningPage }) {
  const { known, live } = seen;
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
