import type { SettingsPage } from '../../http/settings-shapes.ts';
import { PageLink } from '../parts/page-link.tsx';
import { many } from '../words.ts';

/** What was found, as a picture: a bar a network, its number beside it. */
export function Found({ found: { linked, suggested, byNetwork } }: Pick<SettingsPage, 'found'>) {
  const most = Math.max(1, ...byNetwork.map(({ count }) => count));
  return (
    <section className="setting" aria-labelledby="found">
      <h2 id="found">What was found</h2>
      <p>
        {many(linked, 'contact has', 'contacts have')} a linked profile.{' '}
        {suggested > 0 && (
          <PageLink to="review">{many(suggested, 'link waits', 'links wait')} for your word.</PageLink>
        )}
      </p>
      {byNetwork.length === 0 && <p className="quiet">No profile is linked yet.</p>}
      <ul className="bars">
        {byNetwork.map(({ title, count }) => (
          <li key={title}>
            <span>{title}</span>
            <svg aria-hidden="true" width="100%" height="12">
              <rect width={`${(100 * count) / most}%`} height="12" rx="3" />
            </svg>
            <span className="number">{count.toLocaleString('en')}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
