import type { ListeningPage } from '../../http/listening-shapes.ts';
import { hrefOf, usePlace } from '../place.ts';

/** Which networks let themselves be listened to, how much of today's questions is used, and why others do not. */
export function Networks({ page }: { readonly page: ListeningPage }) {
  const place = usePlace();
  const line = ({ id, title, says, askedToday, allowedToday }: ListeningPage['networks'][number]) => (
    <li key={id}>
      <strong>{title}</strong> {says}.
      {allowedToday !== undefined && (
        <span className="quiet">
          {' '}
          {(askedToday ?? 0).toLocaleString('en')} of {allowedToday.toLocaleString('en')} questions asked
          today.
        </span>
      )}
    </li>
  );
  return (
    <section className="setting" aria-labelledby="listened">
      <h2 id="listened">Networks</h2>
      <p className="quiet">
        Those that tell what is said are set up in the settings, under{' '}
        <a href={`${hrefOf({ ...place, page: 'settings' })}#pushes`}>Networks that call</a>.
      </p>
      <ul className="rules">{page.networks.filter(({ hears }) => hears).map(line)}</ul>
      <details>
        <summary>Those that are not listened to, and why</summary>
        <ul className="rules">{page.networks.filter(({ hears }) => !hears).map(line)}</ul>
      </details>
    </section>
  );
}
